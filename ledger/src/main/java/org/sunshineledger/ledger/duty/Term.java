package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time in office, half open: {@code until} is the first day without it, null while it lasts.
 * Terms that follow each other on one day neither overlap nor leave a gap.
 */
public record Term(LocalDate from, @Nullable LocalDate until) {

  public static Term since(LocalDate from) {
    return new Term(from, null);
  }

  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  /** Whether one that began on the day and lasts would meet this one. */
  boolean meetsOneSince(LocalDate day) {
    return until == null || until.isAfter(day);
  }

  /** Whether it may end on the day. */
  boolean mayEndOn(LocalDate day) {
    return until == null && !day.isBefore(from);
  }

  Term endedOn(LocalDate day) {
    return new Term(from, day);
  }
}
