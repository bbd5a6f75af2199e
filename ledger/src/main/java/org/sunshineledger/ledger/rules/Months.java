package org.sunshineledger.ledger.rules;

import java.time.DateTimeException;
import java.time.YearMonth;

/**
 * 享受月份: what a period comes to, however it is written: 2016, 2016-Q1 and 2016-03 have March in
 * common.
 */
public record Months(YearMonth first, YearMonth last) {

  /** Length of 2016, and of 2016-03 and 2016-Q1. */
  private static final int YEAR = 4;

  private static final int YEAR_AND_MORE = 7;
  private static final int RADIX = 10;
  private static final int MONTHS_OF_A_YEAR = 12;
  private static final int MONTHS_OF_A_QUARTER = 3;

  /** Once for all time. */
  public static final Months ALL =
      new Months(YearMonth.of(1, 1), YearMonth.of(9999, MONTHS_OF_A_YEAR));

  /**
   * Of a year, a quarter or a month. Read by hand: a list of 5,000 asks for it a hundred thousand
   * times, and a formatter takes most of a second for that when the program has just started.
   *
   * @throws IllegalArgumentException for another text
   */
  public static Months of(String period) {
    try {
      int year = Integer.parseInt(period, 0, YEAR, RADIX);
      return switch (period.length()) {
        case YEAR -> new Months(YearMonth.of(year, 1), YearMonth.of(year, MONTHS_OF_A_YEAR));
        case YEAR_AND_MORE ->
            period.startsWith("-Q", YEAR)
                ? quarter(year, Integer.parseInt(period, YEAR + 2, YEAR_AND_MORE, RADIX))
                : month(year, -Integer.parseInt(period, YEAR, YEAR_AND_MORE, RADIX));
        default -> throw new IllegalArgumentException("not a period: " + period);
      };
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a period: " + period, e);
    }
  }

  private static Months quarter(int year, int number) {
    YearMonth last = YearMonth.of(year, number * MONTHS_OF_A_QUARTER);
    return new Months(last.minusMonths(MONTHS_OF_A_QUARTER - 1L), last);
  }

  private static Months month(int year, int number) {
    YearMonth month = YearMonth.of(year, number);
    return new Months(month, month);
  }

  /** Whether they have a month in common. */
  public boolean overlap(Months other) {
    return !first.isAfter(other.last) && !other.first.isAfter(last);
  }
}
