package org.sunshineledger.ledger.rules;

/** How many of those present must be in favour: more than this part of them. */
public record Majority(Fraction moreThan) implements Terms {

  public boolean isReached(int present, int yes) {
    return moreThan.isPassedBy(yes, present);
  }
}
