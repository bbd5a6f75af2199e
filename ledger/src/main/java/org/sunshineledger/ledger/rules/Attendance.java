package org.sunshineledger.ledger.rules;

/** How many of a meeting's members must be there for it to decide anything. */
public record Attendance(Fraction atLeast) implements Terms {

  public boolean isReached(int eligible, int present) {
    return atLeast.isReachedBy(present, eligible);
  }
}
