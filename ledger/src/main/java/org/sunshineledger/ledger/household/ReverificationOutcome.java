package org.sunshineledger.ledger.household;

/** 回头看、再核实. */
public enum ReverificationOutcome {
  CONFIRMED,
  WRONG_INCLUSION,
  OMISSION_REPAIRED,
  /** 错退: an exit that should not have been; the household is back on the register. */
  FALSE_EXIT
}
