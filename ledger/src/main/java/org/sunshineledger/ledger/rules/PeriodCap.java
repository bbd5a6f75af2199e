package org.sunshineledger.ledger.rules;

/** 最长期间: how many months several sanctions of one kind come to at most. */
public record PeriodCap(int months) implements Terms {

  public PeriodCap {
    if (months < 1) throw new IllegalArgumentException("a cap of nothing");
  }

  public boolean holds(int together) {
    return together <= months;
  }
}
