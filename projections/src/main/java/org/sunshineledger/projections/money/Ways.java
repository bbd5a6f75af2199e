package org.sunshineledger.projections.money;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;

/**
 * 资金流向: the way of money from documents over counties and projects to villages, with the balance at
 * each joint. It adds up what funds and projects are told to have done and knows nothing else, so
 * it tells no more than they do.
 */
final class Ways {

  /** As many projects, and as many villages, are named; the others go together. */
  private static final int NAMED = 12;

  private record Way(Stop from, Stop to) {}

  private final RegionTree tree;
  private final Map<ProjectCode, Account.ProjectHead> projects;
  private final Map<Way, Money> legs = new LinkedHashMap<>();

  private Ways(RegionTree tree, Map<ProjectCode, Account.ProjectHead> projects) {
    this.tree = tree;
    this.projects = projects;
  }

  /**
   * Of a region: above the counties document by document and county by county; of a county project
   * by project and village by village; below it only what was paid there.
   *
   * @param funds all that are known: one of another region may pay here
   */
  static List<Leg> of(
      Node region,
      List<FundLine> funds,
      Map<ProjectCode, Account.ProjectHead> projects,
      RegionTree tree) {
    Ways ways = new Ways(tree, projects);
    switch (region.level()) {
      case PROVINCE, CITY -> ways.byCounty(ways.grantedIn(region, funds));
      case COUNTY -> ways.byProject(region, funds);
      case TOWNSHIP, VILLAGE -> ways.paidIn(region, funds);
    }
    return ways.drawnTogether();
  }

  /** Of everything: document by document and county by county. */
  static List<Leg> ofAll(
      List<FundLine> funds, Map<ProjectCode, Account.ProjectHead> projects, RegionTree tree) {
    Ways ways = new Ways(tree, projects);
    ways.byCounty(funds);
    return ways.drawnTogether();
  }

  /** Of one document. */
  static List<Leg> of(
      FundLine fund, Map<ProjectCode, Account.ProjectHead> projects, RegionTree tree) {
    Ways ways = new Ways(tree, projects);
    Stop document = document(fund);
    ways.restOf(fund, document, Set.of());
    fund.excluded().forEach((_, amount) -> ways.add(document, Stop.of(StopKind.EXCLUDED), amount));
    for (FundLine.Allotment each : fund.allotments()) {
      ways.add(document, ways.project(each.project()), each.allotted());
      ways.onward(each);
    }
    return ways.drawnTogether();
  }

  /** Of one project. */
  static List<Leg> of(ProjectLine line, RegionTree tree) {
    Account.ProjectHead head = line.head();
    Ways ways = new Ways(tree, head == null ? Map.of() : Map.of(line.project(), head));
    Stop project = ways.project(line.project());
    line.funds()
        .forEach((document, amount) ->
            ways.add(
                new Stop(StopKind.DOCUMENT, document.text(), document.text(), 1), project, amount));
    line.villages().forEach((village, amount) -> ways.add(project, ways.village(village), amount));
    ways.add(project, Stop.of(StopKind.UNTOLD), line.untold());
    ways.add(project, Stop.of(StopKind.RETURNED), Money.ZERO.minus(line.returned()));
    ways.add(project, Stop.of(StopKind.SUPPLIERS), line.flow().supplied());
    ways.add(project, Stop.of(StopKind.UNDISBURSED), line.flow().undisbursed());
    return ways.drawnTogether();
  }

  private void byCounty(List<FundLine> funds) {
    Map<DocumentNumber, FundLine> known = new HashMap<>();
    for (FundLine fund : funds) known.put(fund.fund(), fund);
    for (FundLine fund : funds) {
      Stop document = document(fund);
      @Nullable Stop county = countyOf(fund);
      if (county == null) fromAbove(fund, document, known);
      else {
        if (isRoot(fund, known))
          add(document, county, fund.flow().appropriated().minus(excluded(fund)));
        restOf(fund, county, documentsOf(county, funds));
        for (FundLine.Allotment each : fund.allotments()) byJoint(county, each);
      }
    }
  }

  /** Granted to no county: it goes to theirs, or to projects that lie in them. */
  private void fromAbove(FundLine fund, Stop document, Map<DocumentNumber, FundLine> known) {
    Set<DocumentNumber> shown = new HashSet<>();
    fund.passedDown()
        .forEach((below, amount) -> {
          @Nullable FundLine line = known.get(below);
          @Nullable Stop county = line == null ? null : countyOf(line);
          if (county == null) return;
          shown.add(below);
          add(document, county, amount);
        });
    restOf(fund, document, shown);
    fund.excluded().forEach((_, amount) -> add(document, Stop.of(StopKind.EXCLUDED), amount));
    for (FundLine.Allotment each : fund.allotments()) {
      Account.ProjectHead head = projects.get(each.project());
      @Nullable Stop county = head == null ? null : county(head.region());
      if (county == null) add(document, Stop.of(StopKind.ELSEWHERE), each.allotted());
      else {
        add(document, county, each.allotted());
        byJoint(county, each);
      }
    }
  }

  private void byJoint(Stop from, FundLine.Allotment allotment) {
    add(from, Stop.of(StopKind.HOUSEHOLDS), allotment.credited());
    add(from, Stop.of(StopKind.SUPPLIERS), allotment.supplied());
    add(from, Stop.of(StopKind.UNDISBURSED), allotment.undisbursed());
  }

  private void byProject(Node region, List<FundLine> all) {
    Set<DocumentNumber> granted = new HashSet<>();
    for (FundLine fund : grantedIn(region, all)) {
      granted.add(fund.fund());
      restOf(fund, document(fund), Set.of());
    }
    for (FundLine fund : all)
      for (FundLine.Allotment each : fund.allotments()) {
        Account.ProjectHead head = projects.get(each.project());
        boolean here = head != null && tree.contains(region.code(), head.region());
        if (!here && !granted.contains(fund.fund())) continue;
        add(document(fund), project(each.project()), each.allotted());
        onward(each);
      }
  }

  private void onward(FundLine.Allotment each) {
    Stop project = project(each.project());
    each.villages().forEach((village, amount) -> add(project, village(village), amount));
    add(project, Stop.of(StopKind.UNTOLD), each.untold());
    add(project, Stop.of(StopKind.RETURNED), Money.ZERO.minus(each.returned()));
    add(project, Stop.of(StopKind.SUPPLIERS), each.supplied());
    add(project, Stop.of(StopKind.UNDISBURSED), each.undisbursed());
  }

  private void paidIn(Node region, List<FundLine> all) {
    Set<RegionCode> villages = new HashSet<>(tree.villages(region.code()).toList());
    for (FundLine fund : all)
      for (FundLine.Allotment each : fund.allotments())
        each.villages()
            .forEach((village, amount) -> {
              if (!villages.contains(village)) return;
              add(document(fund), project(each.project()), amount);
              add(project(each.project()), village(village), amount);
            });
  }

  /** What of a document was not allotted: what lies there, and what went to others. */
  private void restOf(FundLine fund, Stop from, Set<DocumentNumber> shownElsewhere) {
    Money shown = Money.ZERO;
    for (Map.Entry<DocumentNumber, Money> passed : fund.passedDown().entrySet())
      if (shownElsewhere.contains(passed.getKey())) shown = shown.plus(passed.getValue());
    add(from, Stop.of(StopKind.GONE), fund.flow().gone().minus(shown));
    add(from, Stop.of(StopKind.UNALLOTTED), fund.flow().unallotted());
  }

  private List<FundLine> grantedIn(Node region, List<FundLine> all) {
    return all.stream()
        .filter(fund -> fund.head() != null && tree.contains(region.code(), fund.head().region()))
        .toList();
  }

  private static boolean isRoot(FundLine fund, Map<DocumentNumber, FundLine> known) {
    Account.FundHead head = fund.head();
    @Nullable DocumentNumber from = head == null ? null : head.from();
    return from == null || !known.containsKey(from);
  }

  private Set<DocumentNumber> documentsOf(Stop county, List<FundLine> funds) {
    Set<DocumentNumber> documents = new HashSet<>();
    for (FundLine fund : funds) if (county.equals(countyOf(fund))) documents.add(fund.fund());
    return documents;
  }

  private static Money excluded(FundLine fund) {
    return fund.excluded().values().stream().reduce(Money.ZERO, Money::plus);
  }

  private @Nullable Stop countyOf(FundLine fund) {
    Account.FundHead head = fund.head();
    return head == null ? null : county(head.region());
  }

  private @Nullable Stop county(RegionCode region) {
    return tree.above(region, RegionLevel.COUNTY)
        .map(node -> new Stop(StopKind.COUNTY, node.code().code(), node.name(), 1))
        .orElse(null);
  }

  private static Stop document(FundLine fund) {
    return new Stop(StopKind.DOCUMENT, fund.fund().text(), fund.fund().text(), 1);
  }

  private Stop project(ProjectCode code) {
    Account.ProjectHead head = projects.get(code);
    return new Stop(StopKind.PROJECT, code.code(), head == null ? code.code() : head.name(), 1);
  }

  private Stop village(RegionCode code) {
    return new Stop(
        StopKind.VILLAGE, code.code(), tree.node(code).map(Node::name).orElse(code.code()), 1);
  }

  private void add(Stop from, Stop to, Money amount) {
    if (!amount.equals(Money.ZERO)) legs.merge(new Way(from, to), amount, Money::plus);
  }

  /** The largest projects and villages by name, the others as one each. */
  private List<Leg> drawnTogether() {
    Map<Stop, Money> reaching = new LinkedHashMap<>();
    legs.forEach((way, amount) -> reaching.merge(way.to(), amount, Money::plus));
    Map<Stop, Stop> together = new HashMap<>();
    together(reaching, StopKind.PROJECT, StopKind.OTHER_PROJECTS, together);
    together(reaching, StopKind.VILLAGE, StopKind.OTHER_VILLAGES, together);
    Map<Way, Money> drawn = new LinkedHashMap<>();
    legs.forEach((way, amount) ->
        drawn.merge(
            new Way(
                together.getOrDefault(way.from(), way.from()),
                together.getOrDefault(way.to(), way.to())),
            amount,
            Money::plus));
    List<Leg> sorted = new ArrayList<>();
    drawn.forEach((way, amount) -> sorted.add(new Leg(way.from(), way.to(), amount)));
    sorted.sort(
        comparing((Leg leg) -> leg.from().kind())
            .thenComparing(leg -> leg.from().key())
            .thenComparing(leg -> leg.to().kind())
            .thenComparing(leg -> leg.to().key()));
    return List.copyOf(sorted);
  }

  private static void together(
      Map<Stop, Money> reaching, StopKind kind, StopKind others, Map<Stop, Stop> together) {
    List<Stop> largestFirst =
        reaching.entrySet().stream()
            .filter(each -> each.getKey().kind() == kind)
            .sorted(
                comparing(Map.Entry<Stop, Money>::getValue)
                    .reversed()
                    .thenComparing(each -> each.getKey().key()))
            .map(Map.Entry::getKey)
            .toList();
    // One alone is named as well as drawn with nobody.
    if (largestFirst.size() <= NAMED + 1) return;
    List<Stop> small = largestFirst.subList(NAMED, largestFirst.size());
    Stop other = new Stop(others, "", "", small.size());
    for (Stop each : small) together.put(each, other);
  }
}
