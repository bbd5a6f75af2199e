package org.sunshineledger.projections.reconciliation;

import org.sunshineledger.ledger.supervision.ClaimUnit;

/**
 * The one way in which the ledger replays a metric; its unit is known before any figure is.
 *
 * @param view in whose rows an auditor finds what it counts
 */
record Measure(String view, ClaimUnit unit, Figure figure) {

  interface Figure {
    Measured replay();
  }
}
