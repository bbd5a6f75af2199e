package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.dossier.NotEnjoyed;
import org.sunshineledger.projections.money.Account.FundHead;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.PaymentAccount;
import org.sunshineledger.projections.money.Received;
import org.sunshineledger.projections.money.RegionLedger;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** 资金去向: a region's money by project and by the divisions below, down to the lists of a village. */
@Controller
final class RegionMoneyPage {

  private final MoneyQuery money;
  private final NotEnjoyed notEnjoyed;
  private final Regions regions;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  RegionMoneyPage(
      MoneyQuery money,
      NotEnjoyed notEnjoyed,
      Regions regions,
      Readers readers,
      Moments moments,
      Clock clock) {
    this.money = money;
    this.notEnjoyed = notEnjoyed;
    this.regions = regions;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /** What a division below was credited. */
  record Child(Node region, Money total) {}

  /**
   * The sources add up to the total, and so do the divisions below.
   *
   * @param ledger the documents and projects of the region with the balance at each joint
   * @param ways how the money of these documents and projects went, with nothing withheld
   * @param places names of the divisions that the documents were granted, by their codes
   * @param year the last one that is over
   * @param due what was not paid of it, or null for more than a village
   * @param knownAt null when everything recorded up to now counts
   */
  record Shown(
      Node region,
      List<Node> path,
      RegionLedger ledger,
      List<Leg> ways,
      Map<String, String> places,
      Money total,
      Map<ProjectCode, Money> sources,
      List<Child> children,
      List<PaymentAccount> payments,
      int year,
      @Nullable List<NotEnjoyed.Due> due,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  @GetMapping("/audit/money/{region}")
  Page show(
      @PathVariable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode asked = readers.region(account, region, day);
    readers.note(account, "the money of " + asked);
    Moment moment = moments.of(day, knownAt, position);
    RegionTree tree = regions.on(moment);
    Node node = tree.node(asked).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code()));
    boolean isVillage = node.level() == RegionLevel.VILLAGE;
    Received received = money.received(asked, moment);
    RegionLedger ledger = money.ledger(asked, moment);
    return new Page(
        "region-money",
        day,
        new Shown(
            node,
            tree.path(asked),
            ledger,
            money.allWays(asked, moment),
            places(ledger, tree),
            received.total(),
            money.sources(asked, moment),
            tree.children(asked).stream()
                .map(child -> new Child(child, money.received(child.code(), moment).total()))
                .toList(),
            isVillage ? money.payments(asked, moment) : List.of(),
            NotEnjoyed.lastYear(day),
            isVillage ? notEnjoyed.in(asked, moment) : null,
            knownAt,
            received.synthetic()));
  }

  private static Map<String, String> places(RegionLedger ledger, RegionTree tree) {
    Map<String, String> names = new TreeMap<>();
    for (FundLine fund : ledger.funds()) {
      FundHead head = fund.head();
      if (head != null)
        names.put(
            head.region().code(),
            tree.node(head.region()).map(Node::name).orElse(head.region().code()));
    }
    return names;
  }
}
