package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * 公示期: seven calendar days at the least, the first not counted (贵州省大扶贫条例 art. 15 and practice,
 * domain.md ID-3 and EX-4; day counting 民法典 art. 201). Henan's own number is not known.
 */
public final class NoticePeriod {

  public static final int DAYS_AT_LEAST = 7;

  /** The rule's code as a fact names it. */
  public static final String CODE = "NOTICE_PERIOD_7_CALENDAR_DAYS";

  private NoticePeriod() {}

  /** Whether a notice that opens and closes on these days hangs long enough. */
  public static boolean isLongEnough(LocalDate opens, LocalDate closes) {
    return ChronoUnit.DAYS.between(opens, closes) >= DAYS_AT_LEAST;
  }
}
