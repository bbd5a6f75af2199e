package org.sunshineledger.ledger.supervision;

/** 数字撤回原因. */
public enum WithdrawalReason {
  /** 来源已更正: who published the figure has published another in its place. */
  CORRECTED_BY_SOURCE,
  /** 来源已撤回: who published the figure does not stand by it any more. */
  RETRACTED_BY_SOURCE,
  /** 登记有误: it was never published so. */
  RECORDED_WRONGLY
}
