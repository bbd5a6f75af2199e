package org.sunshineledger.ledger.household;

/** 认定依据: why a household is poor enough; income is not the only test (domain.md ID-9). */
public enum IdentificationBasis {
  /** 人均收入低于标准. */
  INCOME,
  /** 子女上学负担重. */
  EDUCATION,
  /** 大病慢病刚性支出. */
  HEALTH,
  /** C、D级危房. */
  HOUSING,
  /** 多种情形. */
  COMBINED
}
