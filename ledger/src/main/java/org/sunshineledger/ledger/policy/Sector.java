package org.sunshineledger.ledger.policy;

/** 行业: the sector of an N plan in 1+N; GENERAL is the one opinion. */
public enum Sector {
  GENERAL,
  EDUCATION,
  HEALTH,
  TRANSFER_EMPLOYMENT,
  SUBSISTENCE_AND_RELIEF,
  FINANCE,
  INDUSTRY,
  RELOCATION,
  DISABILITY,
  FUND_INTEGRATION,
  OTHER
}
