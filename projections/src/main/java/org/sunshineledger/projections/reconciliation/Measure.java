package org.sunshineledger.projections.reconciliation;

import org.sunshineledger.ledger.supervision.ClaimUnit;

/** The one way in which the ledger replays a metric; its unit is known before any figure is. */
record Measure(ClaimUnit unit, Figure figure) {

  interface Figure {
    Measured replay();
  }
}
