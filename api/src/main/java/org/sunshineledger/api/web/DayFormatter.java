package org.sunshineledger.api.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.format.Formatter;

/**
 * A day as an address asks for it. Pages count day by day and year by year up to it, so it is one
 * that somebody can mean: from the first day there can be facts of to {@value #YEARS_AHEAD} years
 * from now.
 */
final class DayFormatter implements Formatter<LocalDate> {

  private static final int YEARS_AHEAD = 10;

  private final Clock clock;

  DayFormatter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public LocalDate parse(String text, Locale locale) {
    LocalDate day = LocalDate.parse(text.strip());
    if (day.isBefore(Earliest.DAY) || day.isAfter(LocalDate.now(clock).plusYears(YEARS_AHEAD)))
      throw new DateTimeException("nobody means that day");
    return day;
  }

  @Override
  public String print(LocalDate day, Locale locale) {
    return day.toString();
  }
}
