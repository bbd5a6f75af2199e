package org.sunshineledger.ledger.region;

/** 行政层级, from the top. */
public enum RegionLevel {
  PROVINCE,
  CITY,
  COUNTY,
  TOWNSHIP,
  VILLAGE
}
