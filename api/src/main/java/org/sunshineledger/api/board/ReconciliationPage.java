package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.ListDigest;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.reconciliation.Source;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;

/** Each published figure beside the replayed one; on top the sums that do not add up. */
@Controller
final class ReconciliationPage {

  private final Reconciliation reconciliation;
  private final Regions regions;
  private final PublishedLists lists;
  private final Clock clock;

  ReconciliationPage(
      Reconciliation reconciliation, Regions regions, PublishedLists lists, Clock clock) {
    this.reconciliation = reconciliation;
    this.regions = regions;
    this.lists = lists;
    this.clock = clock;
  }

  /**
   * @param sources of which one can be chosen, the first recorded first
   * @param disputed figures that another source contradicts
   * @param names of the regions of the claims, by code
   * @param counts of claims by verdict, every verdict included
   * @param verdict the only one of which claims are shown, or null
   * @param all how many claims there are
   */
  record Shown(
      Report report,
      List<Source> sources,
      List<CheckResult> failed,
      List<CheckResult> holding,
      List<ClaimResult> disputed,
      Map<Verdict, Long> counts,
      @Nullable Verdict verdict,
      int all,
      Map<String, String> names) {

    /** What a relation is written of, so that each claim in it can be opened. */
    public List<RelationPart> parts(CheckResult result) {
      return RelationPart.of(result);
    }

    @JsonIgnore
    public long contradicted() {
      return counts.getOrDefault(Verdict.CONTRADICTED, 0L);
    }
  }

  /**
   * @param source whose figures; those of the source that was recorded first when left out
   * @param verdict the only one of which figures are shown; all when left out
   */
  @GetMapping("/reconciliation")
  Page show(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable Verdict verdict) {
    LocalDate today = LocalDate.now(clock);
    PublishedLists.Shown listed = lists.shown(today);
    Report report =
        source == null
            ? reconciliation.report()
            : reconciliation.report(source).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (Verdict each : Verdict.values())
      counts.put(each, report.claims().stream().filter(claim -> claim.verdict() == each).count());
    List<ClaimResult> claims =
        report.claims().stream()
            .filter(claim -> verdict == null || claim.verdict() == verdict)
            .toList();
    return new Page(
            "reconciliation",
            today,
            new Shown(
                new Report(
                    report.source(),
                    report.checks(),
                    claims,
                    report.folded(),
                    report.historyReaches()),
                reconciliation.sources(),
                report.checks().stream().filter(check -> !check.holds()).toList(),
                report.checks().stream().filter(CheckResult::holds).toList(),
                report.claims().stream().filter(ClaimResult::isContradictedByAnother).toList(),
                counts,
                verdict,
                report.claims().size(),
                names(report, regions.on(today))),
            listed(listed, report))
        .with(Table.of("claims", ClaimResult.class, claims));
  }

  private static List<ListDigest> listed(PublishedLists.Shown lists, Report report) {
    String source = report.source();
    if (source == null) return List.of();
    // A report is kept for a moment: what it was made of may lie behind what is folded now.
    PublishedLists.Shown asOld = lists.notBeyond(report.folded());
    return asOld
        .add(
            ListName.CLAIMS,
            source,
            () -> ListRows.claims(report.claims().stream().map(ClaimResult::claim).toList()))
        .add(ListName.CHECKS, source, () -> ListRows.checks(report.checks()))
        .add(ListName.VERDICTS, source, () -> ListRows.verdicts(report.claims()))
        .digests();
  }

  private static Map<String, String> names(Report report, RegionTree tree) {
    return report.claims().stream()
        .map(ClaimResult::claim)
        .map(claim -> claim.region())
        .distinct()
        .collect(
            Collectors.toMap(
                RegionCode::code,
                region -> tree.node(region).map(Node::name).orElse(region.code())));
  }
}
