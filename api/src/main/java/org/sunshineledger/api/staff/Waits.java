package org.sunshineledger.api.staff;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * One of many things that wait, as far as it is counted and sorted. Of a city there are thousands,
 * of which a few are shown and told.
 *
 * @param subject its stream, or the number of an import
 */
record Waits(
    Task task, String subject, LocalDate since, boolean overdue, Supplier<ToDo.Item> told) {

  /** What is overdue, then what waits longest. */
  static final Comparator<Waits> FIRST =
      Comparator.comparing(Waits::overdue)
          .reversed()
          .thenComparing(Waits::since)
          .thenComparing(Waits::subject);
}
