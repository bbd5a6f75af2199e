package org.sunshineledger.ledger.payment;

/** 不予拨付原因. */
public enum PaymentRefusalReason {
  LINES_WRONG,
  NOT_ELIGIBLE,
  DOCUMENTS_MISSING
}
