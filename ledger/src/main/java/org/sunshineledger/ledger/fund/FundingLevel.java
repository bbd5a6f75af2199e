package org.sunshineledger.ledger.fund;

/** 资金来源级次. */
public enum FundingLevel {
  CENTRAL,
  PROVINCE,
  CITY,
  COUNTY
}
