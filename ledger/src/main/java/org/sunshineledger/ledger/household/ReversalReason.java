package org.sunshineledger.ledger.household;

/** 退回、追回. */
public enum ReversalReason {
  /** 退票: the bank could not pay it. */
  RETURNED,
  /** 追回: it was paid back. */
  RECOVERED
}
