package org.sunshineledger.ledger.payment;

/** 退回原因: why the bank could not pay. */
public enum ReturnReason {
  ACCOUNT_WRONG,
  ACCOUNT_CLOSED,
  PAYEE_DEAD,
  REFUSED_BY_PAYEE,
  OTHER
}
