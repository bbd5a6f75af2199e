package org.sunshineledger.ledger.fund;

/** 收回原因. */
public enum ReclaimReason {
  /** 结余资金: unused for two years in a row (预算法 art. 42). */
  SURPLUS,
  /** 项目终止. */
  PROJECT_ENDED,
  /** 违规使用. */
  MISUSED,
  /** 政策调整. */
  POLICY_ADJUSTED
}
