package org.sunshineledger.api.board;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.board.Board;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Ageing;
import org.sunshineledger.projections.money.Ageing.Budget;
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.money.Received;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** Money from the document that grants it to the villages that receive it. */
@Controller
final class FundPages {

  private final MoneyQuery money;
  private final BoardQuery boards;
  private final Regions regions;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Clock clock;

  FundPages(
      MoneyQuery money,
      BoardQuery boards,
      Regions regions,
      PublishedLists lists,
      PastAnswers past,
      Clock clock) {
    this.money = money;
    this.boards = boards;
    this.regions = regions;
    this.lists = lists;
    this.past = past;
    this.clock = clock;
  }

  /**
   * All money, or that of a region.
   *
   * @param region null for all of the ledger
   * @param path from the region upward
   * @param total null of a region below the county, which no document is granted
   * @param funds granted in the region, or paid from there
   * @param children divisions that it can be narrowed to; after the funds, which CSV gives first
   * @param ways how it went on, as everybody may know it
   * @param received what the villages of the region were paid; null for all of the ledger
   * @param announcements the allocations that finance bureaus published
   * @param slips documents that differ from another in nothing but the year: 文号疑误
   * @param overdrawn of how many documents more was handed on than there was
   */
  record AllFunds(
      @Nullable Node region,
      List<Node> path,
      @Nullable Flow total,
      List<FundLine> funds,
      List<Node> children,
      List<Leg> ways,
      @Nullable Received received,
      List<Notice> announcements,
      Set<DocumentNumber> slips,
      long overdrawn) {}

  /** What is left of the documents of one budget year. */
  record YearOfAge(int year, Budget budget, int documents, Money idle) {}

  /** 资金沉淀: funds with something left, and how much lies over one and over two years. */
  record AllAgeing(
      List<Ageing> funds,
      List<YearOfAge> byYear,
      Money idle,
      Money overOneYear,
      Money overTwoYears) {

    @JsonIgnore
    public Money most() {
      return byYear.stream().map(YearOfAge::idle).max(Money::compareTo).orElse(Money.ZERO);
    }
  }

  /** A project by its name, and the fact that says so. */
  record Named(String name, long admitted) {}

  /**
   * @param projects those the fund was allotted to, by their codes; one that was never admitted has
   *     no name
   * @param places names of the divisions by their codes
   * @param ways how its money went on
   */
  record OneFund(
      FundLine fund, Map<String, Named> projects, Map<String, String> places, List<Leg> ways) {}

  @GetMapping("/funds")
  Page all(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    PublishedLists.Shown listed = lists.shown(day);
    AllFunds all =
        past.of(
            "funds",
            region,
            day,
            each -> each.funds().size() + each.announcements().size() + each.ways().size(),
            () -> region == null ? all(Moment.of(day)) : of(region, Moment.of(day)));
    List<FundLine> funds = all.funds();
    // Lists with a digest are those of the whole ledger.
    if (region != null) return new Page("funds", day, all);
    return new Page(
        "funds",
        day,
        all,
        listed
            .add(ListName.FUNDS, null, () -> ListRows.funds(funds))
            .add(ListName.ALLOTMENTS, null, () -> ListRows.allotments(funds))
            .add(ListName.FUND_FLOWS, null, () -> ListRows.fundFlows(funds))
            .digests());
  }

  private AllFunds all(Moment moment) {
    List<FundLine> funds = money.funds(moment);
    RegionTree tree = regions.on(moment);
    return new AllFunds(
        null,
        List.of(),
        money.total(moment),
        funds,
        tree.roots().stream()
            .flatMap(root -> tree.within(root.code(), RegionLevel.COUNTY).stream())
            .toList(),
        money.ways(funds, moment),
        null,
        announcements(moment),
        Set.copyOf(MoneyQuery.slips(funds)),
        funds.stream().filter(FundLine::overdrawn).count());
  }

  private AllFunds of(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    Node node = AskedRegion.in(tree, region);
    Set<RegionCode> villages = tree.villages(region).collect(toSet());
    boolean isGranted = node.level().compareTo(RegionLevel.COUNTY) <= 0;
    List<FundLine> all = money.funds(moment);
    List<FundLine> funds =
        all.stream()
            .filter(fund ->
                (isGranted && fund.head() != null && tree.contains(region, fund.head().region()))
                    || fund.allotments().stream()
                        .anyMatch(
                            each -> !Collections.disjoint(each.villages().keySet(), villages)))
            .toList();
    return new AllFunds(
        node,
        tree.path(region),
        isGranted ? money.sum(region, funds, moment) : null,
        funds,
        tree.children(region),
        money.ways(region, all, moment),
        money.told(region, moment),
        List.of(),
        Set.copyOf(MoneyQuery.slips(all)),
        funds.stream().filter(FundLine::overdrawn).count());
  }

  private List<Notice> announcements(Moment moment) {
    RegionTree tree = regions.on(moment);
    return tree.roots().stream()
        .flatMap(root -> tree.within(root.code(), RegionLevel.CITY).stream())
        .flatMap(city -> boards.of(city.code(), moment).stream())
        .map(Board::announcements)
        .flatMap(List::stream)
        .filter(notice -> notice.kind() == NoticeKind.FUND_ALLOCATION)
        .toList();
  }

  @GetMapping("/funds/ageing")
  Page ageing(@RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    List<Ageing> funds =
        past.of("ageing", null, day, List::size, () -> money.ageing(Moment.of(day)));
    return new Page(
        "ageing",
        day,
        new AllAgeing(funds, byYear(funds), idle(funds, 0), idle(funds, 1), idle(funds, 2)));
  }

  private static List<YearOfAge> byYear(List<Ageing> funds) {
    Map<Integer, List<Ageing>> years = new TreeMap<>();
    for (Ageing each : funds)
      years.computeIfAbsent(each.head().year(), _ -> new ArrayList<>()).add(each);
    List<YearOfAge> found = new ArrayList<>();
    years.forEach((year, of) ->
        found.add(new YearOfAge(year, of.getFirst().budget(), of.size(), idle(of, 0))));
    return found;
  }

  private static Money idle(List<Ageing> funds, int years) {
    return funds.stream()
        .filter(each -> each.years() >= years)
        .map(Ageing::idle)
        .reduce(Money.ZERO, Money::plus);
  }

  @GetMapping("/funds/{fund}")
  Page one(
      @PathVariable DocumentNumber fund, @RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    return new Page(
        "fund",
        day,
        past.of(
            "fund",
            fund,
            day,
            each -> each.fund().allotments().size(),
            () -> one(fund, Moment.of(day))));
  }

  private OneFund one(DocumentNumber fund, Moment moment) {
    FundLine line =
        money.fund(fund, moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, fund.text()));
    Map<String, Named> projects = new TreeMap<>();
    for (FundLine.Allotment each : line.allotments())
      money
          .project(each.project(), moment)
          .map(ProjectLine::head)
          .ifPresent(
              head -> projects.put(each.project().code(), new Named(head.name(), head.position())));
    return new OneFund(
        line, projects, PlaceNames.of(places(line), regions.on(moment)), money.ways(line, moment));
  }

  private static Stream<RegionCode> places(FundLine line) {
    Account.FundHead head = line.head();
    return Stream.of(
            head == null ? Stream.<RegionCode>empty() : Stream.of(head.region()),
            line.excluded().keySet().stream().map(RegionCode::new),
            line.allotments().stream().flatMap(each -> each.villages().keySet().stream()))
        .flatMap(codes -> codes);
  }
}
