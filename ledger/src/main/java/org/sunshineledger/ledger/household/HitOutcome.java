package org.sunshineledger.ledger.household;

/** 疑点核实结果. */
public enum HitOutcome {
  CONFIRMED,
  REFUTED,
  EXPLAINED
}
