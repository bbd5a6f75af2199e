package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * 驻村工作队: how many people at least, and for how many years each.
 *
 * @param people at one time
 * @param years before one may be called back without a reason
 */
public record TeamStrength(int people, int years) implements Terms {

  public TeamStrength {
    if (people < 1 || years < 1) throw new IllegalArgumentException("a team of nobody");
  }

  /** Whether a term of {@code [from, until)} is as long as it has to be. */
  public boolean isServed(LocalDate from, LocalDate until) {
    return !until.isBefore(from.plusYears(years));
  }
}
