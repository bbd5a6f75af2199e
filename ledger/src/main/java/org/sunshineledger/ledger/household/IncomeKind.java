package org.sunshineledger.ledger.household;

/** 收入构成; costs of production stand as a negative part. */
public enum IncomeKind {
  WAGES,
  FARMING,
  LIVESTOCK,
  TRANSFERS,
  PROPERTY,
  OTHER,
  PRODUCTION_COST,
  /** 预期收益: promised for the year and not received; an exit may not rest on it (EX-10). */
  EXPECTED
}
