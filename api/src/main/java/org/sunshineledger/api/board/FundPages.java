package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
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
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
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
   * All money.
   *
   * @param announcements the allocations that finance bureaus published
   * @param slips documents that differ from another in nothing but the year: 文号疑误
   * @param overdrawn of how many documents more was handed on than there was
   */
  record AllFunds(
      Flow total,
      List<FundLine> funds,
      List<Notice> announcements,
      Set<DocumentNumber> slips,
      long overdrawn) {}

  /** 资金沉淀: funds with something left, and how much lies over one and over two years. */
  record AllAgeing(List<Ageing> funds, Money idle, Money overOneYear, Money overTwoYears) {}

  /** A project by its name, and the fact that says so. */
  record Named(String name, long admitted) {}

  /**
   * @param projects those the fund was allotted to, by their codes; one that was never admitted has
   *     no name
   * @param places names of the divisions by their codes
   */
  record OneFund(FundLine fund, Map<String, Named> projects, Map<String, String> places) {}

  @GetMapping("/funds")
  Page all(@RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    PublishedLists.Shown listed = lists.shown(day);
    AllFunds all =
        past.of(
            "funds",
            null,
            day,
            each -> each.funds().size() + each.announcements().size(),
            () -> all(Moment.of(day)));
    List<FundLine> funds = all.funds();
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
    return new AllFunds(
        money.total(moment),
        funds,
        announcements(moment),
        Set.copyOf(money.slips(moment)),
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
        "ageing", day, new AllAgeing(funds, idle(funds, 0), idle(funds, 1), idle(funds, 2)));
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
    return new OneFund(line, projects, PlaceNames.of(places(line), regions.on(moment)));
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
