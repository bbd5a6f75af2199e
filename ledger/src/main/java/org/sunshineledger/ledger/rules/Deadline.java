package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * By when something must be done that follows from something else.
 *
 * @param days after the day of the other, which does not count (民法典 art. 201)
 */
public record Deadline(int days, DayCount count) implements Terms {

  public Deadline {
    if (days < 1) throw new IllegalArgumentException("a deadline of no day");
  }

  /**
   * The last day.
   *
   * @throws Refused with HOLIDAYS_UNKNOWN
   */
  public LocalDate due(LocalDate other, WorkCalendar calendar) {
    return calendar.after(other, days, count);
  }

  /** Whether what was done on the day came within so many days after the other. */
  public boolean isMet(LocalDate other, LocalDate done, WorkCalendar calendar) {
    return !done.isAfter(due(other, calendar));
  }
}
