package org.sunshineledger.ledger.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  private static final Duration LOOK_FOR_THE_IMPATIENT = Duration.ofMillis(500);

  /**
   * A lone caller is back with its next append sooner than this thread could fall asleep and be
   * woken again; so long it looks out for one where that was worth it the last time.
   */
  private static final long LONG_LOOK_NANOS = 400_000;

  private static final long SHORT_LOOK_NANOS = 50_000;

  private static final Logger log = LoggerFactory.getLogger(Appender.class);

  /** An append and the caller who waits for it, since that nano time. */
  record Waiting(Append append, CompletableFuture<Receipt> outcome, long since) {

    Waiting(Append append) {
      this(append, new CompletableFuture<>(), System.nanoTime());
    }

    boolean isImpatient() {
      return System.nanoTime() - since > PATIENCE.toNanos();
    }

    void refuse(RuntimeException why) {
      outcome.completeExceptionally(why);
    }
  }

  private final Writer writer;
  private final Arrivals arrivals;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition closing = lock.newCondition();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private volatile boolean someWait;
  private long waitingBytes;
  private boolean closed;
  private long lookNanos = SHORT_LOOK_NANOS;
  private final Thread thread;
  private volatile @Nullable AppendWatch watch;

  Appender(DataSource dataSource, Arrivals arrivals) {
    this.writer = new Writer(dataSource, arrivals);
    this.arrivals = arrivals;
    this.thread = Thread.ofPlatform().name("journal-appender").daemon().start(this::run);
    Thread.ofVirtual().name("journal-patience").start(this::letImpatientGo);
  }

  Receipt append(Append append) {
    return append.isEmpty() ? Receipt.WITHOUT_FACTS : await(append);
  }

  /** Returns once everything that could be seen before is as durable as an append. */
  void settle() {
    Receipt _ = await(new Append());
  }

  private Receipt await(Append append) {
    Waiting waiting = new Waiting(append);
    enqueue(waiting);
    try {
      return told(waiting, waiting.outcome().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return withdrawOrJoin(waiting);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    }
  }

  void tell(AppendWatch one) {
    watch = one;
  }

  private Receipt told(Waiting waiting, Receipt receipt) {
    AppendWatch told = watch;
    if (told == null || receipt.repeated() || receipt.count() == 0) return receipt;
    try {
      told.durable(receipt, System.nanoTime() - waiting.since());
    } catch (RuntimeException e) {
      // What is written stays written, whatever becomes of those who look on.
      log.warn("A watch over appends failed", e);
    }
    return receipt;
  }

  private void told(List<Waiting> batch) {
    AppendWatch told = watch;
    if (told == null) return;
    long facts = 0;
    for (Waiting waiting : batch) {
      if (waiting.outcome().state() != Future.State.SUCCESS) continue;
      Receipt receipt = waiting.outcome().resultNow();
      if (!receipt.repeated()) facts += receipt.count();
    }
    if (facts == 0) return;
    try {
      told.committed(facts);
    } catch (RuntimeException e) {
      log.warn("A watch over appends failed", e);
    }
  }

  /** What is being written already has its end within the writer's own times. */
  private Receipt withdrawOrJoin(Waiting waiting) {
    if (withdraw(waiting)) waiting.refuse(nothingWritten());
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

  /** One thread for all: a timer for each caller would cost as much as waking it. */
  private void letImpatientGo() {
    lock.lock();
    try {
      while (!closed) {
        boolean _ = closing.await(LOOK_FOR_THE_IMPATIENT.toMillis(), TimeUnit.MILLISECONDS);
        for (Waiting first = queue.peek();
            first != null && first.isImpatient();
            first = queue.peek()) if (withdraw(first)) first.refuse(nothingWritten());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private static JournalUnavailable nothingWritten() {
    return new JournalUnavailable(
        "the journal did not come to this append; nothing of it was written", Unavailable.SOON);
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
    lookOut();
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

  private void lookOut() {
    long start = System.nanoTime();
    while (!someWait && System.nanoTime() - start < lookNanos) Thread.onSpinWait();
    lookNanos = someWait ? LONG_LOOK_NANOS : SHORT_LOOK_NANOS;
  }

  private void write(List<Waiting> batch) {
    try {
      arrivals.reached(writer.write(batch));
      told(batch);
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
      closing.signal();
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
