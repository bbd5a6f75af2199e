package org.sunshineledger.ledger.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this process. Callers queue and wait; it takes all that wait, commits them in
 * one transaction and completes every caller. What is wrong with one append fails only its caller.
 */
final class Appender implements AutoCloseable {

  /** Waiting appends hold at most this much detail, unless one alone is larger. */
  static final long MAX_WAITING_BYTES = 64L << 20;

  /** One transaction takes at most this much detail, unless one append alone is larger. */
  private static final long MAX_COMMIT_BYTES = 16L << 20;

  private static final int MAX_WAITING = 8_192;

  /** Nobody waits longer for the writer to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A lone caller comes back sooner than the thread could fall asleep and be woken again. */
  private static final long SPIN_NANOS = 100_000;

  private static final Logger log = LoggerFactory.getLogger(Appender.class);

  /** An append and the caller who waits for it. */
  record Waiting(Append append, CompletableFuture<Receipt> outcome) {

    void refuse(RuntimeException why) {
      outcome.completeExceptionally(why);
    }
  }

  private final Writer writer;
  private final Arrivals arrivals;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private volatile boolean someWait;
  private long waitingBytes;
  private boolean closed;
  private final Thread thread;

  Appender(DataSource dataSource, Arrivals arrivals) {
    this.writer = new Writer(dataSource, arrivals);
    this.arrivals = arrivals;
    this.thread = Thread.ofPlatform().name("journal-appender").daemon().start(this::run);
  }

  Receipt append(Append append) {
    if (append.isEmpty()) return Receipt.WITHOUT_FACTS;
    Waiting waiting = new Waiting(append, new CompletableFuture<>());
    enqueue(waiting);
    try {
      return waiting.outcome().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return withdrawOrJoin(waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return withdrawOrJoin(waiting);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    }
  }

  /** What is being written already has its end within the writer's own times. */
  private Receipt withdrawOrJoin(Waiting waiting) {
    if (withdraw(waiting))
      throw new JournalUnavailable(
          "the journal did not come to this append; nothing of it was written", Unavailable.SOON);
    try {
      return waiting.outcome().join();
    } catch (CompletionException e) {
      throw refusal(e.getCause());
    }
  }

  private boolean withdraw(Waiting waiting) {
    lock.lock();
    try {
      if (!queue.remove(waiting)) return false;
      waitingBytes -= waiting.append().detailBytes();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException refusal(@Nullable Throwable why) {
    return why instanceof RuntimeException refused ? refused : new IllegalStateException(why);
  }

  private void enqueue(Waiting waiting) {
    long bytes = waiting.append().detailBytes();
    lock.lock();
    try {
      if (closed) throw new JournalUnavailable("the journal is closed", Unavailable.SOON);
      boolean full = waitingBytes > 0 && waitingBytes + bytes > MAX_WAITING_BYTES;
      if (full || queue.size() >= MAX_WAITING)
        throw new JournalUnavailable(
            "the journal is overloaded: %,d appends wait".formatted(queue.size()),
            Unavailable.SOON);
      queue.add(waiting);
      someWait = true;
      waitingBytes += bytes;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (List<Waiting> batch = take(); !batch.isEmpty(); batch = take()) write(batch);
    } finally {
      writer.disconnect();
    }
  }

  /** All that wait, up to the size of one transaction; nothing when the journal is closed. */
  private List<Waiting> take() {
    long start = System.nanoTime();
    while (!someWait && System.nanoTime() - start < SPIN_NANOS) Thread.onSpinWait();
    List<Waiting> batch = new ArrayList<>();
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) changed.awaitUninterruptibly();
      long bytes = 0;
      for (Waiting next = queue.peek(); next != null; next = queue.peek()) {
        bytes += next.append().detailBytes();
        if (!batch.isEmpty() && bytes > MAX_COMMIT_BYTES) break;
        batch.add(queue.remove());
        waitingBytes -= next.append().detailBytes();
      }
      someWait = !queue.isEmpty();
    } finally {
      lock.unlock();
    }
    return batch;
  }

  private void write(List<Waiting> batch) {
    try {
      arrivals.reached(writer.write(batch));
    } catch (RuntimeException | Error e) {
      // A caller may never be left waiting, whatever went wrong here.
      log.error("An append failed in an unforeseen way", e);
      JournalUnavailable unforeseen =
          new JournalUnavailable("the journal failed: " + e.getClass().getName(), Unavailable.SOON);
      batch.forEach(waiting -> waiting.refuse(unforeseen));
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(Duration.ofSeconds(10))) log.warn("The appender is still writing");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
