package org.sunshineledger.ledger.household;

/** 识别标准: whose line the household was judged by. */
public enum PovertyStandard {
  NATIONAL,
  PROVINCE,
  CITY
}
