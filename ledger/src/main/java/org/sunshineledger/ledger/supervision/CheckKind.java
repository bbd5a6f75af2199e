package org.sunshineledger.ledger.supervision;

/** How claims are related by a check. */
public enum CheckKind {
  EQUAL,
  AT_MOST,
  AT_LEAST,
  UNIT,
  ORDER
}
