package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.Disclosure.Status;
import org.sunshineledger.projections.disclosure.DisclosureCalendar;
import org.sunshineledger.projections.disclosure.DisclosureQuery;
import org.sunshineledger.projections.disclosure.Matter;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** 公开日历: what had to be published where and by when, and whether it was. */
@Controller
final class DisclosurePage {

  /** More are on the next page. */
  private static final int SHOWN = 200;

  private final DisclosureQuery disclosures;
  private final Regions regions;
  private final Ledger ledger;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Texts texts;
  private final Clock clock;

  DisclosurePage(
      DisclosureQuery disclosures,
      Regions regions,
      Ledger ledger,
      PublishedLists lists,
      PastAnswers past,
      Texts texts,
      Clock clock) {
    this.disclosures = disclosures;
    this.regions = regions;
    this.ledger = ledger;
    this.lists = lists;
    this.past = past;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * One matter with how many of it are in time, late, pending and overdue.
   *
   * @param otherTotal published with another total than was allocated, in time or late; in none of
   *     the others
   * @param notYetAsked of before there was a rule; in none of the others
   */
  record Row(
      Matter matter,
      int inTime,
      int late,
      int otherTotal,
      int pending,
      int overdue,
      int notYetAsked) {
    static Row of(Matter matter, DisclosureCalendar calendar) {
      Map<Status, Integer> counts = calendar.counts().getOrDefault(matter, Map.of());
      return new Row(
          matter,
          counts.getOrDefault(Status.IN_TIME, 0),
          counts.getOrDefault(Status.LATE, 0),
          calendar.otherTotals().getOrDefault(matter, 0),
          counts.getOrDefault(Status.PENDING, 0),
          counts.getOrDefault(Status.OVERDUE, 0),
          counts.getOrDefault(Status.NOT_YET_ASKED, 0));
    }
  }

  /**
   * How many duties fall due on a day or in a month.
   *
   * @param day the first of the month
   * @param done in time
   * @param otherTotal published with another total, in none of the others
   */
  record DueOn(LocalDate day, int done, int late, int otherTotal, int pending, int overdue) {

    public int all() {
      return done + late + otherTotal + pending + overdue;
    }

    static DueOn of(LocalDate day, Collection<Disclosure> due) {
      Map<Status, Integer> counts = new EnumMap<>(Status.class);
      int otherTotal = 0;
      for (Disclosure each : due) {
        if (each.isOfAnotherTotal()) otherTotal++;
        else counts.merge(each.status(), 1, Integer::sum);
      }
      return new DueOn(
          day,
          counts.getOrDefault(Status.IN_TIME, 0),
          counts.getOrDefault(Status.LATE, 0),
          otherTotal,
          counts.getOrDefault(Status.PENDING, 0),
          counts.getOrDefault(Status.OVERDUE, 0));
    }
  }

  /**
   * The calendar of a region.
   *
   * @param month its first day
   * @param previous the last month before it in which anything falls due, or null
   * @param following the next one, or null
   * @param dueMonths all months of its year in which anything falls due
   * @param dueDays all days of the month on which anything falls due
   * @param due only what falls due on this day is listed; null for all
   * @param found how many there are of the asked matter and status
   * @param next the address of those that are not shown, or null
   */
  record Shown(
      Node region,
      List<Node> path,
      List<Row> rows,
      LocalDate month,
      @Nullable LocalDate previous,
      @Nullable LocalDate following,
      List<DueOn> dueMonths,
      List<DueOn> dueDays,
      @Nullable LocalDate due,
      @Nullable Matter matter,
      @Nullable Status status,
      int found,
      List<Disclosure> disclosures,
      @Nullable String next,
      boolean synthetic) {

    /** How many are overdue. */
    public int sumOfOverdue() {
      return rows.stream().mapToInt(Row::overdue).sum();
    }

    /** How many are still to come. */
    public int sumOfPending() {
      return rows.stream().mapToInt(Row::pending).sum();
    }

    /** The days of the month week by week, Monday first; null where another month's would stand. */
    @JsonIgnore
    public List<List<@Nullable DueOn>> weeks() {
      Map<LocalDate, DueOn> byDay = new HashMap<>();
      for (DueOn each : dueDays) byDay.put(each.day(), each);
      List<List<@Nullable DueOn>> weeks = new ArrayList<>();
      LocalDate first = month.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      for (LocalDate monday = first;
          monday.isBefore(month.plusMonths(1));
          monday = monday.plusWeeks(1)) {
        List<@Nullable DueOn> week = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
          LocalDate day = monday.plusDays(i);
          week.add(
              day.getMonth() == month.getMonth()
                  ? byDay.getOrDefault(day, DueOn.of(day, List.of()))
                  : null);
        }
        weeks.add(week);
      }
      return weeks;
    }
  }

  /** What the rules ask for at all, by the day on which it falls due. */
  private static NavigableMap<LocalDate, List<Disclosure>> byDay(DisclosureCalendar calendar) {
    NavigableMap<LocalDate, List<Disclosure>> byDay = new TreeMap<>();
    for (Disclosure each : calendar.disclosures())
      if (each.status() != Status.NOT_YET_ASKED)
        byDay.computeIfAbsent(each.due(), _ -> new ArrayList<>()).add(each);
    return byDay;
  }

  private static List<DueOn> days(NavigableMap<LocalDate, List<Disclosure>> byDay) {
    return byDay.entrySet().stream().map(each -> DueOn.of(each.getKey(), each.getValue())).toList();
  }

  private static List<DueOn> months(NavigableMap<LocalDate, List<Disclosure>> byDay) {
    NavigableMap<LocalDate, List<Disclosure>> byMonth = new TreeMap<>();
    byDay.forEach((day, due) ->
        byMonth.computeIfAbsent(day.withDayOfMonth(1), _ -> new ArrayList<>()).addAll(due));
    return days(byMonth);
  }

  /** The month of the day, if anything falls due in it, or else the last one before. */
  private static LocalDate monthOf(
      @Nullable LocalDate asked, LocalDate day, NavigableMap<LocalDate, ?> byDay) {
    if (asked != null) return asked.withDayOfMonth(1);
    @Nullable LocalDate last = byDay.floorKey(day.with(TemporalAdjusters.lastDayOfMonth()));
    return (last == null ? day : last).withDayOfMonth(1);
  }

  private static @Nullable LocalDate firstOf(@Nullable LocalDate day) {
    return day == null ? null : day.withDayOfMonth(1);
  }

  @GetMapping("/disclosures")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Matter matter,
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(defaultValue = "false") boolean otherTotal,
      @RequestParam(required = false) @Nullable LocalDate month,
      @RequestParam(required = false) @Nullable LocalDate due,
      @RequestParam(defaultValue = "0") int from) {
    if (from < 0) throw Faulty.malformed("from", texts.of("malformed.wrong-form"));
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Moment moment = Moment.of(day);
    PublishedLists.Shown listed = lists.shown(day);
    RegionCode asked = AskedRegion.in(regions.on(moment), region).code();
    DisclosureCalendar calendar =
        past.of(
            "disclosures",
            asked,
            day,
            each -> each.disclosures().size(),
            () ->
                disclosures
                    .of(asked, moment, ledger.rules().calendar())
                    .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code())));
    List<Disclosure> found =
        calendar.disclosures().stream()
            .filter(each -> matter == null || each.matter() == matter)
            .filter(each -> status == null || each.status() == status)
            .filter(each -> !otherTotal || each.isOfAnotherTotal())
            .filter(each ->
                due == null || (each.due().equals(due) && each.status() != Status.NOT_YET_ASKED))
            .toList();
    NavigableMap<LocalDate, List<Disclosure>> byDay = byDay(calendar);
    LocalDate first = monthOf(month == null ? due : month, day, byDay);
    LocalDate january = first.withDayOfYear(1);
    int begin = Math.min(from, found.size());
    int end = Math.min(begin + SHOWN, found.size());
    return new Page(
            "disclosures",
            day,
            new Shown(
                calendar.region(),
                calendar.path(),
                Stream.of(Matter.values())
                    .filter(each -> calendar.counts().containsKey(each))
                    .map(each -> Row.of(each, calendar))
                    .toList(),
                first,
                firstOf(byDay.lowerKey(first)),
                firstOf(byDay.ceilingKey(first.plusMonths(1))),
                months(byDay.subMap(january, true, january.plusYears(1), false)),
                days(byDay.subMap(first, true, first.plusMonths(1), false)),
                due,
                matter,
                status,
                found.size(),
                found.subList(begin, end),
                end < found.size()
                    ? address(asked, day, matter, status, otherTotal, month, due, end)
                    : null,
                calendar.synthetic()),
            listed
                .add(
                    ListName.DISCLOSURES,
                    asked.code(),
                    () -> ListRows.disclosures(calendar.disclosures()))
                .add(
                    ListName.PAYMENT_DISCLOSURES,
                    asked.code(),
                    () -> ListRows.paymentDisclosures(calendar.disclosures()))
                .digests())
        .with(Table.of("disclosures", Disclosure.class, found));
  }

  private static String address(
      RegionCode region,
      LocalDate asOf,
      @Nullable Matter matter,
      @Nullable Status status,
      boolean otherTotal,
      @Nullable LocalDate month,
      @Nullable LocalDate due,
      int from) {
    return "/disclosures?region=%s&asOf=%s&from=%d".formatted(region, asOf, from)
        + (matter == null ? "" : "&matter=" + matter)
        + (status == null ? "" : "&status=" + status)
        + (otherTotal ? "&otherTotal=true" : "")
        + (month == null ? "" : "&month=" + month)
        + (due == null ? "" : "&due=" + due);
  }
}
