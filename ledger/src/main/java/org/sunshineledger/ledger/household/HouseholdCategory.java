package org.sunshineledger.ledger.household;

/** 贫困户属性 (2014 form): exactly one. */
public enum HouseholdCategory {
  ORDINARY,
  SUBSISTENCE_ALLOWANCE,
  FIVE_GUARANTEES,
  POOR_WITH_ALLOWANCE
}
