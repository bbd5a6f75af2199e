package org.sunshineledger.ledger.rules;

/** 人数下限: so many persons must take part. */
public record AtLeast(int persons) implements Terms {

  public AtLeast {
    if (persons < 1) throw new IllegalArgumentException("nobody at least");
  }

  public boolean holds(int present) {
    return present >= persons;
  }
}
