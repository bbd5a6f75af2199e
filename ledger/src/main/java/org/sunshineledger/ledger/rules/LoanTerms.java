package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Money;

/**
 * 扶贫小额信贷: how much and for how long a household may be lent (PL-9).
 *
 * @param yuan to one household at a time, whatever a village's own cap allows
 */
public record LoanTerms(long yuan, int years) implements Terms {

  public LoanTerms {
    if (yuan <= 0 || years <= 0) throw new IllegalArgumentException("a loan of nothing");
  }

  public boolean isEnough(Money owed) {
    return owed.compareTo(Money.ofYuan(yuan)) <= 0;
  }

  /** Whether it is lent for a time, and not for too long. */
  public boolean isShortEnough(LocalDate granted, LocalDate due) {
    return due.isAfter(granted) && !due.isAfter(granted.plusYears(years));
  }
}
