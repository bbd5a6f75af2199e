package org.sunshineledger.api.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives what is to be done its moments, whether what went before was answered or not: an open loop,
 * so that a program that stands still meets all who would have come meanwhile.
 */
final class Pace implements AutoCloseable {

  /** More that wait for an answer at once are a program that does not answer. */
  private static final int MOST_AT_ONCE = 1_000;

  private static final long LOOK_UP_NANOS = 100_000_000;

  /** Before somebody who was cut off comes back. */
  private static final long BREATH_NANOS = 1_000_000_000;

  private final Times times;
  private final ExecutorService paces = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService errands = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final List<String> names = new ArrayList<>();
  private final long began = System.nanoTime();
  private volatile boolean closed;

  /** One errand. */
  @FunctionalInterface
  interface Errand {

    /**
     * @param number counts up from 0
     * @param due when it was to begin
     */
    void run(long number, long due) throws Exception;
  }

  Pace(Times times) {
    this.times = times;
  }

  /** So many each second, beginning somewhere in the first interval. */
  Pace each(String name, double aSecond, Errand errand) {
    names.add(name);
    double interval = 1e9 / aSecond;
    // Not all at the same moments, and the same in every run.
    double first = interval * (names.size() * 0.618 % 1);
    paces.execute(() -> {
      for (long number = 0; awaits(began + (long) (first + number * interval)); number++)
        begin(name, errand, number, began + (long) (first + number * interval));
    });
    return this;
  }

  /** Long work: so many each second, but never two of them at once. */
  Pace alone(String name, double aSecond, Errand errand) {
    names.add(name);
    long interval = (long) (1e9 / aSecond);
    long first = began + (long) (interval * (names.size() * 0.618 % 1));
    paces.execute(() -> {
      long due = first;
      for (long number = 0; awaits(due); number++) {
        run(name, errand, number, due);
        due = Math.max(due + interval, System.nanoTime());
      }
    });
    return this;
  }

  /** Again and again, one after the other, until the load is over. */
  Pace always(String name, Errand errand) {
    paces.execute(() -> {
      long due = System.nanoTime();
      for (long number = 0; awaits(due); number++) {
        run(name, errand, number, due);
        due = System.nanoTime() + BREATH_NANOS;
      }
    });
    return this;
  }

  boolean isOver() {
    return closed;
  }

  private boolean awaits(long due) {
    while (!closed) {
      long left = due - System.nanoTime();
      if (left <= 0) return true;
      LockSupport.parkNanos(Math.min(left, LOOK_UP_NANOS));
    }
    return false;
  }

  private void begin(String name, Errand errand, long number, long due) {
    if (!atOnce.tryAcquire()) {
      times.unexpected(name + ": left out, as too many wait for an answer");
      return;
    }
    errands.execute(() -> {
      try {
        run(name, errand, number, due);
      } finally {
        atOnce.release();
      }
    });
  }

  private void run(String name, Errand errand, long number, long due) {
    try {
      errand.run(number, due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Doors.Unanswered told) {
      // The doors have said what it was.
    } catch (Exception e) {
      times.unexpected(name + ": " + e);
    }
  }

  /** Begins nothing more, and waits for the answers to what was begun. */
  @Override
  public void close() {
    closed = true;
    paces.close();
    errands.close();
  }
}
