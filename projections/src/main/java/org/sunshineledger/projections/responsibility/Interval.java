package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days from {@code from} on and before {@code to}; null: without end. */
public record Interval(LocalDate from, @Nullable LocalDate to) {

  boolean covers(LocalDate day) {
    LocalDate end = to;
    return !from.isAfter(day) && (end == null || day.isBefore(end));
  }
}
