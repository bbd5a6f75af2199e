package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.ToldFund;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** 互助资金: what the villages' funds may lend and what is outstanding, without a borrower. */
@Controller
final class MutualAidPage {

  private final MutualAidQuery funds;
  private final Regions regions;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Clock clock;

  MutualAidPage(
      MutualAidQuery funds, Regions regions, PublishedLists lists, PastAnswers past, Clock clock) {
    this.funds = funds;
    this.regions = regions;
    this.lists = lists;
    this.past = past;
    this.clock = clock;
  }

  /** A village's fund; sums over too few loans are null. */
  record Line(
      RegionCode village,
      String name,
      Money capital,
      int leverage,
      Money limit,
      Money cap,
      @Nullable Money granted,
      @Nullable Money outstanding,
      LocalDate since,
      boolean dissolved,
      long established,
      boolean synthetic) {

    static Line of(ToldFund fund, String name) {
      return new Line(
          fund.village(),
          name,
          fund.founded(),
          fund.leverage(),
          fund.limit(),
          fund.cap(),
          fund.granted(),
          fund.outstanding(),
          fund.since(),
          fund.dissolved(),
          fund.established(),
          fund.synthetic());
    }
  }

  /** The funds of a region's villages; sums over what is shown. */
  record Shown(
      Node region,
      List<Node> path,
      Money capital,
      Money limit,
      Money granted,
      Money outstanding,
      List<Line> funds,
      boolean synthetic) {}

  @GetMapping("/mutual-aid")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    // Loans are told at the end of a month, and the page says of which.
    LocalDate day = Discretion.lastTold(asOf == null ? LocalDate.now(clock) : asOf);
    Moment moment = Moment.of(day);
    PublishedLists.Shown listed = lists.shown(day);
    RegionTree tree = regions.on(moment);
    Node node = AskedRegion.in(tree, region);
    Money capital = Money.ZERO;
    Money limit = Money.ZERO;
    Money granted = Money.ZERO;
    Money outstanding = Money.ZERO;
    List<Line> lines = new ArrayList<>();
    List<ToldFund> told =
        past.of("mutual-aid", node.code(), day, List::size, () -> funds.told(node.code(), moment));
    for (ToldFund fund : told) {
      Line line =
          Line.of(fund, tree.node(fund.village()).map(Node::name).orElse(fund.village().code()));
      lines.add(line);
      capital = capital.plus(line.capital());
      limit = limit.plus(line.limit());
      // Only what is shown is summed, or the rest could be told from the total.
      if (line.granted() != null) granted = granted.plus(line.granted());
      if (line.outstanding() != null) outstanding = outstanding.plus(line.outstanding());
    }
    return new Page(
        "mutual-aid",
        day,
        new Shown(
            node,
            tree.path(node.code()),
            capital,
            limit,
            granted,
            outstanding,
            lines,
            lines.stream().anyMatch(Line::synthetic)),
        listed
            .add(ListName.MUTUAL_AID, node.code().code(), () -> ListRows.mutualAid(told))
            .add(ListName.MUTUAL_AID_LOANS, node.code().code(), () -> ListRows.mutualAidLoans(told))
            .digests());
  }
}
