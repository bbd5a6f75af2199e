package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * 公示期: how long a notice hangs at the least. The first day is not counted (民法典 art. 201).
 *
 * @param days from 1 to 365
 */
public record NoticePeriod(int days, DayCount count) implements Terms {

  private static final int LONGEST = 365;

  public NoticePeriod {
    if (days < 1 || days > LONGEST)
      throw new IllegalArgumentException("a notice hangs 1 to 365 days, not " + days);
  }

  /** Whether a notice that opens and closes on these days hangs long enough. */
  public boolean isLongEnough(LocalDate opens, LocalDate closes, WorkCalendar calendar) {
    return !closes.isBefore(calendar.after(opens, days, count));
  }

  /** The rule as a fact names it, e.g. {@code NOTICE_PERIOD_7_CALENDAR_DAYS}. */
  public String code() {
    return "NOTICE_PERIOD_%d_%s".formatted(days, count);
  }
}
