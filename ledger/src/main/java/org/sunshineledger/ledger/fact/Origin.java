package org.sunshineledger.ledger.fact;

/** Where the content of a fact comes from. */
public enum Origin {
  ENTERED,
  IMPORTED,
  /** Made up to fit published totals; marked wherever it is stored or shown. */
  SYNTHETIC
}
