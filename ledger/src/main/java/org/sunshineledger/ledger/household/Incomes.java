package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;

/** What was surveyed, by income year. */
final class Incomes {

  /**
   * @param expected what of it is not received yet
   */
  record Surveyed(int year, Money perCapita, Money expected, LocalDate on) {

    /** The income of this year or the last: an old year has an old line. */
    boolean isCurrentOn(LocalDate day) {
      return isCurrent(year, day);
    }

    Money received() {
      return perCapita.minus(expected);
    }
  }

  private final Map<Integer, Surveyed> byYear = new HashMap<>();

  static boolean isCurrent(int year, LocalDate day) {
    return year == day.getYear() || year == day.getYear() - 1;
  }

  /** The income of a year as it was known on the day, or null. */
  @Nullable Surveyed of(int year, LocalDate day) {
    Surveyed found = byYear.get(year);
    return found == null || found.on().isAfter(day) ? null : found;
  }

  /** The latest year's income that was known on the day, or null. */
  @Nullable Surveyed latest(LocalDate day) {
    return byYear.values().stream()
        .filter(each -> !each.on().isAfter(day))
        .max(Comparator.comparingInt(Surveyed::year))
        .orElse(null);
  }

  boolean isAnyKnownOn(LocalDate day) {
    return latest(day) != null;
  }

  void add(Surveyed surveyed) {
    byYear.put(surveyed.year(), surveyed);
  }

  void clear() {
    byYear.clear();
  }
}
