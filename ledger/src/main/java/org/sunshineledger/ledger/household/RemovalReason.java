package org.sunshineledger.ledger.household;

/** 剔除、注销原因. */
public enum RemovalReason {
  NOT_ELIGIBLE_FROM_THE_START,
  WHOLE_HOUSEHOLD_GONE,
  DUPLICATE
}
