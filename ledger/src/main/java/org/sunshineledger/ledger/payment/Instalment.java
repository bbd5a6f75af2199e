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
  RETENTION;

  /** Whether it falls due once; work in progress is paid as it goes on. */
  public boolean isDueOnce() {
    return this != PROGRESS;
  }

  /** 先验收、后结算: whether it is asked for when the county has accepted the project (PR-6). */
  public boolean followsAcceptance() {
    return this == SETTLEMENT || this == RETENTION;
  }
}
