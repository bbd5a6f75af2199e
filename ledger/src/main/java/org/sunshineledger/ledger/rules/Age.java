package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * How old somebody must be.
 *
 * @param years completed years, from 0 to 120
 */
public record Age(int years) implements Terms {

  private static final int OLDEST = 120;

  public Age {
    if (years < 0 || years > OLDEST) throw new IllegalArgumentException("not an age: " + years);
  }

  public boolean isReachedBy(LocalDate born, LocalDate day) {
    return !born.plusYears(years).isAfter(day);
  }
}
