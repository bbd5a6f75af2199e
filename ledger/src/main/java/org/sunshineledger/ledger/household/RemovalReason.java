package org.sunshineledger.ledger.household;

/** 剔除、注销原因. */
public enum RemovalReason {
  NOT_ELIGIBLE_FROM_THE_START,
  WHOLE_HOUSEHOLD_GONE,
  DUPLICATE,
  /** 弄虚作假骗取 (河南省扶贫开发条例 art. 64; ID-11). */
  FALSE_DATA
}
