package org.sunshineledger.ledger.supervision;

/** 线索来源 (AC-3). */
public enum LeadSource {
  /** 信访举报. */
  REPORT,
  /** 工作中发现. */
  OWN_WORK,
  /** 巡视移交. */
  INSPECTION_TOUR,
  /** 审计移送. */
  AUDIT,
  /** 司法机关移送. */
  JUDICIAL,
  /** 疑点: what the ledger's own flags point at. */
  RED_FLAG
}
