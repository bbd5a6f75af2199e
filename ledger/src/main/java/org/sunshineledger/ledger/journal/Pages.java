package org.sunshineledger.ledger.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Decoded facts in runs that begin at a round position; the runs used last are kept. For a reader
 * that is far behind, the next pages are read while it works on this one: database, decoder and
 * reader are busy at once.
 */
final class Pages {

  static final int LENGTH = 1_024;

  private static final int AHEAD = 3;
  private static final int KEPT = 16;

  private final JournalStorageEngine engine;
  private final Executor readers = readers();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Page> kept =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
          return size() > KEPT;
        }
      };

  Pages(JournalStorageEngine engine) {
    this.engine = engine;
  }

  /** Platform threads, as decoding is work for a core: orders on virtual threads go on beside. */
  private static Executor readers() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, AHEAD);
    ThreadPoolExecutor readers =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("journal-reader-", 0).factory());
    readers.allowCoreThreadTimeOut(true);
    return readers;
  }

  /**
   * The page's facts, at least up to the position when there is a fact there already.
   *
   * @param size how many facts are known to be committed
   */
  List<TrackedEventMessage<?>> load(long position, long size) {
    while (true) {
      Page page;
      lock.lock();
      try {
        page = pageFor(position);
        readAhead(page.start + LENGTH, size);
      } finally {
        lock.unlock();
      }
      boolean readHere = page.read(Runnable::run);
      List<TrackedEventMessage<?>> facts = page.await();
      // Another reader's page may have been read just before this fact was committed.
      if (readHere || page.reaches(position)) return facts;
    }
  }

  private Page pageFor(long position) {
    long start = startOf(position);
    Page known = kept.get(start);
    if (known == null) return begin(start, List.of());
    return known.isTooShortFor(position) ? begin(start, known.facts()) : known;
  }

  /** Only pages that are full already: at the end, each new fact would be read several times. */
  private void readAhead(long from, long size) {
    for (long start = from;
        start + LENGTH <= size && start < from + AHEAD * LENGTH;
        start += LENGTH) if (!kept.containsKey(start)) begin(start, List.of()).read(readers);
  }

  private Page begin(long start, List<TrackedEventMessage<?>> known) {
    Page page = new Page(start, known);
    kept.put(start, page);
    return page;
  }

  static long startOf(long position) {
    return position - position % LENGTH;
  }

  /** Facts from a round position on, those that were known before and what is read now. */
  private final class Page {

    final long start;
    private final List<TrackedEventMessage<?>> before;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<List<TrackedEventMessage<?>>> facts = new CompletableFuture<>();

    Page(long start, List<TrackedEventMessage<?>> before) {
      this.start = start;
      this.before = before;
    }

    /** Reads, if nobody has begun to; says whether this call did. */
    boolean read(Executor executor) {
      if (!begun.compareAndSet(false, true)) return false;
      facts.completeAsync(
          () -> {
            List<TrackedEventMessage<?>> longer = new ArrayList<>(LENGTH);
            longer.addAll(before);
            longer.addAll(engine.read(start + before.size(), LENGTH - before.size()));
            return List.copyOf(longer);
          },
          executor);
      return true;
    }

    boolean isTooShortFor(long position) {
      return facts.isDone() && !reaches(position);
    }

    /** None when they could not be read. */
    List<TrackedEventMessage<?>> facts() {
      return facts.state() == Future.State.SUCCESS ? facts.resultNow() : List.of();
    }

    boolean reaches(long position) {
      return start + facts().size() > position;
    }

    List<TrackedEventMessage<?>> await() {
      try {
        return facts.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException reason) throw reason;
        throw e;
      }
    }
  }
}
