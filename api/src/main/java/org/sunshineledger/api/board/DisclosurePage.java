package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
   * The calendar of a region.
   *
   * @param found how many there are of the asked matter and status
   * @param next the address of those that are not shown, or null
   */
  record Shown(
      Node region,
      List<Node> path,
      List<Row> rows,
      @Nullable Matter matter,
      @Nullable Status status,
      int found,
      List<Disclosure> disclosures,
      @Nullable String next,
      boolean synthetic) {}

  @GetMapping("/disclosures")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Matter matter,
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(defaultValue = "false") boolean otherTotal,
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
            .toList();
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
                matter,
                status,
                found.size(),
                found.subList(begin, end),
                end < found.size() ? address(asked, day, matter, status, otherTotal, end) : null,
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
      int from) {
    return "/disclosures?region=%s&asOf=%s&from=%d".formatted(region, asOf, from)
        + (matter == null ? "" : "&matter=" + matter)
        + (status == null ? "" : "&status=" + status)
        + (otherTotal ? "&otherTotal=true" : "");
  }
}
