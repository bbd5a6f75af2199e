package org.sunshineledger.ledger.household;

import java.time.LocalDate;

/**
 * 脱贫不脱政策: for a time after the exit, policies go on (厅字〔2016〕16号; domain.md EX-8). The document
 * gives no number; the end of the campaign in 2020, or one year where that is later, is our choice.
 */
public final class KeptPolicy {

  private static final LocalDate END_OF_CAMPAIGN = LocalDate.of(2020, 12, 31);

  private KeptPolicy() {}

  /** The last day on which a household that exits on the given day still receives benefits. */
  public static LocalDate until(LocalDate exited) {
    LocalDate oneYear = exited.plusYears(1);
    return oneYear.isAfter(END_OF_CAMPAIGN) ? oneYear : END_OF_CAMPAIGN;
  }
}
