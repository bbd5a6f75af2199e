package org.sunshineledger.projections.supervision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * 时限: something that must be done by a day.
 *
 * @param from the day from which the days count
 * @param by the last day; null where no rule sets one
 * @param done the day on which it was done, or null
 * @param late whether it was done after the last day, or is not done and the day is past
 */
public record Due(LocalDate from, @Nullable LocalDate by, @Nullable LocalDate done, boolean late) {

  static Due of(LocalDate from, @Nullable LocalDate by, @Nullable LocalDate done, LocalDate asOf) {
    return new Due(from, by, done, by != null && (done == null ? asOf : done).isAfter(by));
  }

  /**
   * Days that are left until the last one; of what was done, how many were left then. Negative: so
   * many too late. Null where no rule sets a last day.
   */
  public @Nullable Long daysLeft(LocalDate asOf) {
    LocalDate last = by;
    if (last == null) return null;
    return ChronoUnit.DAYS.between(done == null ? asOf : done, last);
  }
}
