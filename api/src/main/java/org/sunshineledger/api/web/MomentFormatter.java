package org.sunshineledger.api.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.format.Formatter;

/**
 * A moment as people type it: with its time, or as a day, which lasts until its end in Zhengzhou.
 */
final class MomentFormatter implements Formatter<Instant> {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final Instant FIRST = Earliest.DAY.atStartOfDay(CHINA).toInstant();
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int DAY_ALONE = "2016-10-17".length();

  @Override
  public Instant parse(String text, Locale locale) {
    String typed = text.strip();
    Instant moment =
        typed.length() == DAY_ALONE
            ? LocalDate.parse(typed)
                .plusDays(1)
                .atStartOfDay(CHINA)
                .toInstant()
                .minus(1, ChronoUnit.MICROS)
            : OffsetDateTime.parse(typed).toInstant();
    // The database's calendar ends long after, and long before, but it ends.
    if (moment.isBefore(FIRST) || moment.isAfter(LAST))
      throw new DateTimeException("no moment of this ledger");
    return moment;
  }

  @Override
  public String print(Instant moment, Locale locale) {
    return moment.toString();
  }
}
