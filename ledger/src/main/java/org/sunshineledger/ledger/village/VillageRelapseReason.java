package org.sunshineledger.ledger.village;

/** 返贫原因: why a village that had exited is on the list again. */
public enum VillageRelapseReason {
  DISASTER,
  INDUSTRY_FAILED,
  MANY_HOUSEHOLDS_RELAPSED,
  FALSE_EXIT
}
