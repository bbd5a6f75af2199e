package org.sunshineledger.ledger.household;

/** 收入构成; costs of production stand as a negative part. */
public enum IncomeKind {
  WAGES,
  FARMING,
  LIVESTOCK,
  TRANSFERS,
  PROPERTY,
  OTHER,
  PRODUCTION_COST
}
