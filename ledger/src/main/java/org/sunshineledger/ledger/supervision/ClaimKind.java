package org.sunshineledger.ledger.supervision;

/** What kind of figure was published. */
public enum ClaimKind {
  TARGET,
  ACTUAL,
  PROJECTION,
  TARIFF
}
