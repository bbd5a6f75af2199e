package org.sunshineledger.ledger.supervision;

/** 审计发现问题类别: what audits of poverty funds have found (domain 4.6). */
public enum FindingKind {
  /** 识别不准、应退未退. */
  WRONG_INCLUSION,
  /** 应纳未纳、应享未享. */
  NOT_ENJOYED,
  /** 虚假脱贫、提前退出. */
  FALSE_EXIT,
  /** 滞留资金. */
  WITHHELD,
  /** 挪用、扩大范围. */
  DIVERTED,
  /** 骗取套取. */
  FRAUD,
  /** 重复领取、重复申报. */
  DUPLICATE,
  /** 资金沉淀. */
  IDLE,
  /** 应公示未公示. */
  NOT_PUBLISHED,
  /** 无利益联结. */
  NO_LINKAGE,
  /** 程序不合规. */
  PROCEDURE,
  /** 资料不实. */
  FALSE_RECORDS
}
