package org.sunshineledger.api.feeds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * The end of the journal as far as it is about notices, read once for all who listen. The newest
 * are kept; who comes back after a longer while reads what he missed from the journal.
 */
@Component
final class NewNotices implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(NewNotices.class);

  private static final int KEPT = 1_000;
  private static final int READ_AT_ONCE = 256;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Journal journal;
  private final FactCodec codec;
  private final Growth growth;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Deque<Told> newest = new ArrayDeque<>();

  /** Nothing before this position is kept. */
  private long keptFrom;

  /** Every notice before this position has been read. */
  private long reached;

  private boolean closed;

  NewNotices(Journal journal, FactCodec codec, Growth growth, Listeners listeners) {
    this.journal = journal;
    this.codec = codec;
    this.growth = growth;
    this.reached = journal.size();
    this.keptFrom = reached;
    listeners.whenLeaving(this::destroy);
    Thread.ofVirtual().name("new-notices").start(this::follow);
  }

  /** The next position: what is recorded from now on stands there or later. */
  long reached() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A stretch of news.
   *
   * @param next where the stretch after it begins
   */
  record Stretch(List<Told> news, long next) {}

  /** What there is from a position on; at most some, and nothing when it has all been told. */
  Stretch from(long position) {
    lock.lock();
    try {
      if (position >= keptFrom)
        return new Stretch(
            newest.stream().filter(each -> each.position() >= position).toList(),
            Math.max(position, reached));
    } finally {
      lock.unlock();
    }
    return read(position, reached());
  }

  /** Waits until there is a notice from a position on, the time is up, or the program stops. */
  void await(long position, Duration most) throws InterruptedException {
    long nanos = most.toNanos();
    lock.lockInterruptibly();
    try {
      while ((newest.isEmpty() || newest.getLast().position() < position)
          && position >= keptFrom
          && nanos > 0
          && !closed) nanos = told.awaitNanos(nanos);
    } finally {
      lock.unlock();
    }
  }

  private Stretch read(long from, long before) {
    List<StoredFact> rows = journal.notices(from, before, READ_AT_ONCE);
    return new Stretch(
        rows.stream().flatMap(row -> Told.of(codec.decode(row)).stream()).toList(),
        rows.size() < READ_AT_ONCE ? before : rows.getLast().position() + 1);
  }

  private void follow() {
    while (!isClosed()) {
      try {
        long size = growth.awaitMoreThan(reached(), LOOK_AGAIN);
        while (reached() < size && !isClosed()) keep(read(reached(), size));
        // Of many orders few are notices, and each would be asked about.
        if (!rest(BETWEEN_LOOKS)) return;
      } catch (InterruptedException stopped) {
        return;
      } catch (JournalUnavailable unavailable) {
        log.warn("New notices cannot be read just now; trying again");
        if (!rest(LOOK_AGAIN)) return;
      } catch (RuntimeException e) {
        // Such as a notice of a type that only a newer node knows: listeners hear nothing until
        // then.
        log.error("New notices cannot be read from position {} on; trying again", reached(), e);
        if (!rest(LOOK_AGAIN)) return;
      }
    }
  }

  /** Waits that long; false when it is to stop. */
  private boolean rest(Duration most) {
    try {
      await(Long.MAX_VALUE, most);
      return !isClosed();
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  private void keep(Stretch stretch) {
    lock.lock();
    try {
      newest.addAll(stretch.news());
      reached = stretch.next();
      while (newest.size() > KEPT) keptFrom = newest.removeFirst().position() + 1;
      if (!stretch.news().isEmpty()) told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of everybody who waits. */
  @Override
  public void destroy() {
    lock.lock();
    try {
      closed = true;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
