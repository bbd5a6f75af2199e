package org.sunshineledger.ledger.household;

/** What a township or county found. */
public enum ReviewResult {
  PASSED,
  REJECTED
}
