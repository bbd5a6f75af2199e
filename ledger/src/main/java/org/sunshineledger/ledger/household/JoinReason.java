package org.sunshineledger.ledger.household;

/** 自然增加. */
public enum JoinReason {
  BIRTH,
  MARRIAGE,
  RETURNED,
  OMITTED_BEFORE
}
