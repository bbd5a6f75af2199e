package org.sunshineledger.ledger.notice;

/** 公示、公告事项. */
public enum NoticeKind {
  IDENTIFICATION_FIRST,
  IDENTIFICATION_SECOND,
  IDENTIFICATION,
  EXIT,
  PROJECT,
  FUND_ALLOCATION,
  PAYMENT,
  VILLAGE_EXIT,
  /** 项目库公告. */
  PROJECT_LIBRARY,
  /** 项目公示牌 at the site. */
  PROJECT_SIGN_BOARD,
  /** 项目完工公告. */
  PROJECT_COMPLETION,
  /** 村务公开: the village's accounts. */
  VILLAGE_ACCOUNTS,
  /** 扶贫政策、规划. */
  POLICY,
  /** 年度扶贫项目计划. */
  ANNUAL_PLAN,
  /** 年度计划调整. */
  PLAN_ADJUSTMENT,
  /** 扶贫贷款: to whom, for what, how much and until when. */
  LOAN
}
