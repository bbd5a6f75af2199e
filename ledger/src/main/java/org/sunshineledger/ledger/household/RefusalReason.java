package org.sunshineledger.ledger.household;

/** 不予认定原因. */
public enum RefusalReason {
  INCOME_ABOVE_LINE,
  EXCLUSION_SIGNAL,
  OBJECTION_UPHELD,
  VOTED_DOWN,
  DUPLICATE
}
