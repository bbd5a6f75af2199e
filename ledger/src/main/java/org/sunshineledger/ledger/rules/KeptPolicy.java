package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * 脱贫不脱政策: for a time after the exit, benefits go on.
 *
 * @param until the last day, unless so many years are longer
 * @param years from the exit on
 */
public record KeptPolicy(LocalDate until, int years) implements Terms {

  /** The last day on which a household that exits on the given day still receives benefits. */
  public LocalDate until(LocalDate exited) {
    LocalDate afterYears = exited.plusYears(years);
    return afterYears.isAfter(until) ? afterYears : until;
  }
}
