package org.sunshineledger.ledger.rules;

/** What a jurisdiction lets come of an act against one of its rules. */
public enum Severity {
  /** Refused as a live order; recorded and flagged when it has happened. */
  HARD,
  /** Recorded and flagged, live too: 慎重. */
  SOFT
}
