package org.sunshineledger.ledger.household;

/** 补助项目: what a benefit is paid under. */
public enum Programme {
  YULU_SUBSIDY,
  UNIVERSITY_GRANT,
  RELOCATION_SUBSIDY,
  INDUSTRY_GRANT,
  TRAINING_SUBSIDY,
  MEDICAL_RELIEF,
  SUBSISTENCE_ALLOWANCE,
  INTEREST_SUBSIDY
}
