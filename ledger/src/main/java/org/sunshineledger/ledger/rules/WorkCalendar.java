package org.sunshineledger.ledger.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * 节假日安排: which days are worked, as the State Council's yearly notices say.
 *
 * @param years of which the notices are known
 * @param holidays weekdays that are not worked
 * @param workedWeekends weekend days that are
 */
public record WorkCalendar(
    Set<Integer> years, Set<LocalDate> holidays, Set<LocalDate> workedWeekends) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  public WorkCalendar {
    years = Set.copyOf(years);
    holidays = Set.copyOf(holidays);
    workedWeekends = Set.copyOf(workedWeekends);
  }

  /** From the file: for each year {@code holidays} and {@code worked}. */
  static WorkCalendar read(String yaml) {
    Map<Integer, Arrangement> byYear =
        YAML.readValue(yaml, new TypeReference<Map<Integer, Arrangement>>() {});
    Set<LocalDate> holidays = new HashSet<>();
    Set<LocalDate> worked = new HashSet<>();
    for (Arrangement each : byYear.values()) {
      holidays.addAll(each.holidays());
      worked.addAll(each.worked());
    }
    return new WorkCalendar(byYear.keySet(), holidays, worked);
  }

  private record Arrangement(List<LocalDate> holidays, List<LocalDate> worked) {}

  /**
   * Whether the day is worked.
   *
   * @throws Refused with HOLIDAYS_UNKNOWN when the notice of its year is not known
   */
  public boolean isWorked(LocalDate day) {
    if (!years.contains(day.getYear()))
      throw new Refused(Rule.HOLIDAYS_UNKNOWN, String.valueOf(day.getYear()));
    if (WEEKEND.contains(day.getDayOfWeek())) return workedWeekends.contains(day);
    return !holidays.contains(day);
  }

  /** The last of so many days after the first, which is not counted (民法典 art. 201). */
  LocalDate after(LocalDate first, int days, DayCount count) {
    LocalDate day = first;
    if (count == DayCount.CALENDAR_DAYS) return day.plusDays(days);
    for (int counted = 0; counted < days; ) {
      day = day.plusDays(1);
      if (isWorked(day)) counted++;
    }
    return day;
  }
}
