package org.sunshineledger.api.feeds;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.journal.Journal;

/** Waits for new facts, those of other nodes too. */
@Component
final class Growth {

  private final Journal journal;
  private final Listeners listeners;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  Growth(Journal journal, Listeners listeners) {
    this.journal = journal;
    this.listeners = listeners;
    journal.whenGrown(this::wake);
    listeners.whenLeaving(this::wake);
  }

  /**
   * How many facts there are, once there are more than so many; or as many when time is up or the
   * program stops.
   */
  long awaitMoreThan(long size, Duration most) throws InterruptedException {
    long nanos = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (journal.knownSize() <= size && nanos > 0 && !listeners.areLeaving())
        nanos = grown.awaitNanos(nanos);
      return journal.knownSize();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
