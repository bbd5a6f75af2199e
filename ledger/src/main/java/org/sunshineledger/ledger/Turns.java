package org.sunshineledger.ledger;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a busy stream waits for a turn, first come first served: so many at once would only
 * decide in vain. Nobody holds two turns, so nobody waits for one who waits for him. Streams share
 * turns by chance; that costs time, nothing else.
 */
final class Turns {

  private static final int COUNT = 256;

  private final ReentrantLock[] turns =
      Stream.generate(() -> new ReentrantLock(true)).limit(COUNT).toArray(ReentrantLock[]::new);

  /** One caller's turn, or none; used by one thread. */
  final class Turn implements AutoCloseable {

    private @Nullable ReentrantLock held;

    /** Waits only where somebody else waits or works. */
    boolean takeIfBusy(String stream, Duration patience) {
      ReentrantLock turn = turnOf(stream);
      return !turn.isLocked() || take(stream, patience);
    }

    /**
     * Gives back what it held and waits.
     *
     * @return false when the patience is at an end
     */
    boolean take(String stream, Duration patience) {
      ReentrantLock turn = turnOf(stream);
      if (turn.isHeldByCurrentThread()) return true;
      close();
      try {
        if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      held = turn;
      return true;
    }

    @Override
    public void close() {
      ReentrantLock turn = held;
      held = null;
      if (turn != null) turn.unlock();
    }
  }

  Turn none() {
    return new Turn();
  }

  private ReentrantLock turnOf(String stream) {
    return turns[Math.floorMod(stream.hashCode(), COUNT)];
  }
}
