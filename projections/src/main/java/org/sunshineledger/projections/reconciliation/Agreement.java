package org.sunshineledger.projections.reconciliation;

/** How two published figures about the same metric, region and day stand to each other. */
public enum Agreement {
  /** Both can be true. */
  AGREES,
  /** Not both can be true. */
  CONTRADICTS,
  /** They count different things, or one of them nothing that is known. */
  UNIT_MISMATCH,
  /** A target and an actual figure, say: neither speaks of the other. */
  OTHER_KIND
}
