package org.sunshineledger.api.feeds;

import java.time.Duration;

/**
 * When a listener has to be written to, so that either side finds out when the other has gone. What
 * counts is what was last written to him, not what has happened meanwhile. For one thread.
 */
final class Heartbeat {

  private final Duration every;
  private long written = System.nanoTime();

  Heartbeat(Duration every) {
    this.every = every;
  }

  void written() {
    written = System.nanoTime();
  }

  /** Until something has to be written; not negative. */
  Duration left() {
    Duration left = every.minusNanos(System.nanoTime() - written);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isDue() {
    return left().isZero();
  }
}
