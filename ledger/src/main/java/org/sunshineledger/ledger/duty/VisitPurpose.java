package org.sunshineledger.ledger.duty;

/** 走访目的: what an officer came to a household for. */
public enum VisitPurpose {
  /** 了解情况. */
  SURVEY,
  /** 宣讲政策. */
  POLICY,
  /** 制定、落实帮扶措施. */
  MEASURES,
  /** 核实收入、核算. */
  INCOME,
  /** 慰问. */
  CONDOLENCE,
  /** 退出核实. */
  EXIT,
  OTHER
}
