package org.sunshineledger.ledger.household;

/** 不认可理由. */
public enum DisputeGrounds {
  INCOME_NOT_REACHED,
  HOUSING_UNSAFE,
  MEDICAL_NOT_SECURED,
  SCHOOLING_NOT_SECURED,
  WATER_NOT_SAFE,
  OTHER
}
