package org.sunshineledger.ledger.household;

/** At which step an application was refused. */
public enum Stage {
  VILLAGE_REVIEW,
  FIRST_NOTICE,
  TOWNSHIP_AUDIT,
  SECOND_NOTICE,
  COUNTY_REVIEW
}
