package org.sunshineledger.api.watch;

import java.util.function.LongSupplier;

/**
 * How far the log is behind the journal, as far as this process has heard; asks no database, so
 * that it is known while there is none.
 */
final class Sealing {

  private static final long NOTHING_WAITS = Long.MIN_VALUE;

  private final LongSupplier facts;
  private final LongSupplier sealed;
  private final LongSupplier ticker;
  private volatile long since = NOTHING_WAITS;

  /**
   * @param facts how many there are
   * @param sealed how many of them a checkpoint covers
   * @param ticker nanoseconds that pass
   */
  Sealing(LongSupplier facts, LongSupplier sealed, LongSupplier ticker) {
    this.facts = facts;
    this.sealed = sealed;
    this.ticker = ticker;
  }

  /** Called at every commit: mostly something waits already, and nothing is done. */
  void grown() {
    if (since == NOTHING_WAITS) since = ticker.getAsLong();
  }

  /** A checkpoint came; what it does not cover waits from now on. */
  void published() {
    since = NOTHING_WAITS;
    if (behind() > 0) grown();
  }

  long behind() {
    return Math.max(0, facts.getAsLong() - sealed.getAsLong());
  }

  /** Since the last checkpoint, or the first fact behind it; 0 while none waits. */
  long nanosWaited() {
    long began = since;
    return began == NOTHING_WAITS || behind() == 0 ? 0 : ticker.getAsLong() - began;
  }
}
