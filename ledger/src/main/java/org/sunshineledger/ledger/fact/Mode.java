package org.sunshineledger.ledger.fact;

/** How a fact came into the ledger. */
public enum Mode {
  /** Decided as it was recorded: irregular orders are refused. */
  LIVE,
  /** What the paper files say happened: irregularities are recorded and flagged. */
  BACKFILL
}
