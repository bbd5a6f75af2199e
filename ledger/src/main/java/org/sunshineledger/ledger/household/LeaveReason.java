package org.sunshineledger.ledger.household;

/** 自然减少. */
public enum LeaveReason {
  DEATH,
  MARRIAGE,
  MOVED,
  SPLIT,
  WRONGLY_ENTERED
}
