package org.sunshineledger.ledger.payment;

/** 追回原因 (河南省扶贫开发条例 art. 12, 64, 68). */
public enum RecoveryReason {
  NOT_ELIGIBLE,
  FRAUD,
  PAID_TWICE,
  PAID_TOO_MUCH,
  DIVERTED
}
