package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * By when something must be done that follows from something else, in months: the day of the same
 * number, or the month's last where it has none (民法典 art. 202).
 */
public record WithinMonths(int months) implements Terms {

  public WithinMonths {
    if (months < 1) throw new IllegalArgumentException("a deadline of no month");
  }

  /** The last day. */
  public LocalDate due(LocalDate other) {
    return other.plusMonths(months);
  }

  /** Whether what was done on the day came within so many months after the other. */
  public boolean isMet(LocalDate other, LocalDate done) {
    return !done.isAfter(due(other));
  }
}
