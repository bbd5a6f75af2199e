package org.sunshineledger.ledger.household;

/** 回头看、再核实. */
public enum ReverificationOutcome {
  CONFIRMED,
  WRONG_INCLUSION,
  OMISSION_REPAIRED
}
