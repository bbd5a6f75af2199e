package org.sunshineledger.ledger.village;

/** 省级贫困村 or 市级贫困村: whose list the village stands on. */
public enum PoorVillageLevel {
  PROVINCE,
  CITY
}
