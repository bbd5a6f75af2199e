package org.sunshineledger.projections.supervision;

/** Where an audit stands on a day: the last of its steps. */
public enum AuditState {
  /** 已送达通知书. */
  NOTICE_SERVED,
  /** 取证. */
  EVIDENCE,
  /** 征求意见. */
  DRAFTED,
  /** 已出具报告. */
  REPORTED,
  /** 已作决定. */
  DECIDED,
  /** 已报告整改. */
  RECTIFIED,
  /** 已核查整改. */
  VERIFIED
}
