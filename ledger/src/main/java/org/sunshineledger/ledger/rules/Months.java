package org.sunshineledger.ledger.rules;

import java.time.YearMonth;

/**
 * 享受月份: what a period comes to, however it is written: 2016, 2016-Q1 and 2016-03 have March in
 * common.
 */
public record Months(YearMonth first, YearMonth last) {

  private static final int MONTHS_OF_A_YEAR = 12;
  private static final int MONTHS_OF_A_QUARTER = 3;

  /** Once for all time. */
  public static final Months ALL =
      new Months(YearMonth.of(1, 1), YearMonth.of(9999, MONTHS_OF_A_YEAR));

  /**
   * Of a year, a quarter or a month.
   *
   * @throws java.time.DateTimeException for another text
   */
  public static Months of(String period) {
    int quarter = period.indexOf("-Q");
    if (quarter >= 0) {
      YearMonth last =
          YearMonth.parse(period.substring(0, quarter) + "-01")
              .withMonth(Integer.parseInt(period.substring(quarter + 2)) * MONTHS_OF_A_QUARTER);
      return new Months(last.minusMonths(MONTHS_OF_A_QUARTER - 1L), last);
    }
    if (period.indexOf('-') >= 0)
      return new Months(YearMonth.parse(period), YearMonth.parse(period));
    YearMonth first = YearMonth.parse(period + "-01");
    return new Months(first, first.withMonth(MONTHS_OF_A_YEAR));
  }

  /** Whether they have a month in common. */
  public boolean overlap(Months other) {
    return !first.isAfter(other.last) && !other.first.isAfter(last);
  }
}
