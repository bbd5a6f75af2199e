package org.sunshineledger.ledger.notice;

/** 公示、公告作废原因. */
public enum AnnulmentReason {
  /** 内容有误: what hung there was wrong. */
  CONTENT_WRONG,
  /** 未实际张贴: it was recorded and never hung. */
  NEVER_POSTED,
  /** 程序不符: posted by whom, or when, it could not be. */
  PROCEDURE_BROKEN,
  /** 所公示的事项已撤销. */
  SUBJECT_REVOKED
}
