package org.sunshineledger.ledger.payment;

/** 工程款分期. */
public enum Instalment {
  /** 预付款. */
  ADVANCE,
  /** 进度款. */
  PROGRESS,
  /** 验收后结算款. */
  SETTLEMENT,
  /** 质保金. */
  RETENTION
}
