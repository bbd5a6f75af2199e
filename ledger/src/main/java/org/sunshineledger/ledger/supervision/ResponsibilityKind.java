package org.sunshineledger.ledger.supervision;

/** 责任类别 (RE-5). */
public enum ResponsibilityKind {
  /** 直接责任. */
  DIRECT,
  /** 直接负责的主管人员. */
  DIRECT_SUPERVISOR,
  /** 主要领导责任. */
  MAIN_LEADER,
  /** 重要领导责任. */
  IMPORTANT_LEADER,
  /** 领导班子的全面领导责任: of an organisation, never of a person. */
  COLLECTIVE
}
