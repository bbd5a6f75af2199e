package org.sunshineledger.ledger.payment;

/** 收款对象. */
public enum PayeeKind {
  HOUSEHOLD,
  SUPPLIER
}
