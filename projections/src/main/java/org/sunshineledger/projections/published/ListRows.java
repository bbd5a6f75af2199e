package org.sunshineledger.projections.published;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.Matter;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.mutualaid.ToldFund;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.progress.TargetFigure;
import org.sunshineledger.projections.progress.ToldCounts;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.reconciliation.Check;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.Claim;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Duty;

/**
 * The rows of each list out of what a page has in hand. Which fields a row has, and in what order,
 * is published: a change is a new version of the format.
 *
 * <p>Rows of lists that anybody can make again hold nothing that a restricted fact could have
 * touched, such as whether any fact behind a figure is made up.
 */
public final class ListRows {

  /** What is begun by facts that name households. */
  private static final Set<Matter> OF_HOUSEHOLDS =
      EnumSet.of(Matter.PAYMENT, Matter.LOAN, Matter.VILLAGE_ACCOUNTS);

  private ListRows() {}

  /** Notices and announcements, in their order on the board. */
  public static List<String> notices(List<Notice> notices) {
    return notices.stream().map(ListRows::notice).toList();
  }

  private static String notice(Notice notice) {
    DocumentSeal document = notice.document();
    Notice.Closing closing = notice.closing();
    Notice.Annulment annulment = notice.annulment();
    Line line =
        new Line()
            .put("notice", notice.notice().number())
            .put("kind", notice.kind())
            .put("level", notice.level())
            .put("region", notice.region().code())
            .put("places", codes(notice.places()))
            .put("opens", notice.opens())
            .put("closes", notice.closes())
            .put("rule", notice.rule())
            .put("document", document.digest().hex())
            .put("documentRows", document.rowCount())
            .put("documentTotal", document.controlTotal())
            .put("redactionPolicy", document.redactionPolicy())
            .put("closedOn", closing == null ? null : closing.on())
            .put("clean", closing == null ? null : closing.clean())
            .put("closedBy", closing == null ? null : closing.position())
            .put("position", notice.position())
            .put("synthetic", notice.synthetic());
    // Only where it is: the lines of lists from before annulments stay what they were.
    if (annulment != null)
      line.put("annulledOn", annulment.on()).put("annulledBy", annulment.position());
    return line.toString();
  }

  private static List<String> codes(Collection<RegionCode> regions) {
    return regions.stream().map(RegionCode::code).toList();
  }

  /** In the order of their codes. */
  public static List<String> divisions(List<Node> divisions) {
    return divisions.stream()
        .map(node ->
            new Line()
                .put("region", node.code().code())
                .put("name", node.name())
                .put("level", node.level())
                .put("position", node.position())
                .toString())
        .toList();
  }

  /** A division with its figures. */
  public record Placed(Node region, PublicStanding standing) {}

  /** The region itself, then the divisions below it. */
  public static List<String> standings(Placed region, List<Placed> children) {
    return Stream.concat(Stream.of(region), children.stream()).map(ListRows::standing).toList();
  }

  private static String standing(Placed placed) {
    PublicStanding standing = placed.standing();
    return new Line()
        .put("region", placed.region().code().code())
        .put("applied", tally(standing.applied()))
        .put("refused", tally(standing.refused()))
        .put("onRegister", tally(standing.onRegister()))
        .put("exitPending", tally(standing.exitPending()))
        .put("relapsed", tally(standing.relapsed()))
        .put("exited", tally(standing.exited()))
        .put("removed", tally(standing.removed()))
        .put("exits", tally(standing.exits()))
        .put("relapses", tally(standing.relapses()))
        .put("removals", tally(standing.removals()))
        .put(
            "planned",
            standing.planned().entrySet().stream()
                .map(each -> counted("year", each.getKey(), each.getValue()))
                .toList())
        .put("told", told(standing.told()))
        .put("provinceVillages", standing.provinceVillages())
        .put("cityVillages", standing.cityVillages())
        .put("exitedVillages", standing.exitedVillages())
        .put("synthetic", standing.synthetic())
        .toString();
  }

  private static Line told(ToldCounts told) {
    return new Line()
        .put("asOf", told.asOf())
        .put("causes", households("cause", told.causes()))
        .put("programmes", households("programme", told.programmes()));
  }

  private static <K> List<Line> households(String of, Map<K, Integer> counts) {
    return counts.entrySet().stream()
        .map(each ->
            new Line().put(of, String.valueOf(each.getKey())).put("households", each.getValue()))
        .toList();
  }

  private static Line tally(Tally tally) {
    return new Line().put("households", tally.households()).put("persons", tally.persons());
  }

  private static Line counted(String of, Object value, Tally tally) {
    return new Line()
        .put(of, value)
        .put("households", tally.households())
        .put("persons", tally.persons());
  }

  /** In the order of days. */
  public static List<String> listings(List<Listing> listings) {
    return listings.stream()
        .map(listing ->
            new Line()
                .put("on", listing.on())
                .put("listed", listing.listed())
                .put("level", listing.level())
                .put("poorPersons", listing.poorPersons())
                .put("ruralPopulation", listing.ruralPopulation())
                .put("notice", listing.notice() == null ? null : listing.notice().number())
                .put("position", listing.position())
                .put("synthetic", listing.synthetic())
                .toString())
        .toList();
  }

  /** Who leads a place, is paired with it or was posted to it, in their order on the board. */
  public static List<String> duties(List<Duty> duties) {
    return duties.stream()
        .map(duty ->
            new Line()
                .put("kind", duty.kind())
                .put("officer", duty.officer().number())
                .put("name", duty.name())
                .put("post", duty.post())
                .put("office", duty.office())
                .put("target", duty.target())
                .put("from", duty.from())
                .put("to", duty.to())
                .put("position", duty.position())
                .put("endedBy", duty.ended())
                .put("synthetic", duty.synthetic())
                .toString())
        .toList();
  }

  /** What public facts begin. */
  public static List<String> disclosures(List<Disclosure> all) {
    return disclosures(all, false);
  }

  /** What facts of households begin. */
  public static List<String> paymentDisclosures(List<Disclosure> all) {
    return disclosures(all, true);
  }

  private static List<String> disclosures(List<Disclosure> all, boolean ofHouseholds) {
    return all.stream()
        .filter(each -> OF_HOUSEHOLDS.contains(each.matter()) == ofHouseholds)
        .sorted(
            comparing(Disclosure::began)
                .reversed()
                .thenComparing(Disclosure::matter)
                .thenComparing(Disclosure::about)
                .thenComparing(each -> each.place().code())
                .thenComparingLong(Disclosure::position))
        .map(ListRows::disclosure)
        .toList();
  }

  private static String disclosure(Disclosure each) {
    return new Line()
        .put("matter", each.matter())
        .put("region", each.place().code().code())
        .put("about", each.about())
        .put("began", each.began())
        .put("due", each.due())
        .put("approximate", each.approximate())
        .put("notice", each.notice() == null ? null : each.notice().number())
        .put("publishedOn", each.on())
        .put("otherTotal", each.otherTotal())
        .put("shortNotice", each.shortNotice())
        .put("status", each.status())
        .put("position", each.position())
        .put("synthetic", each.synthetic())
        .toString();
  }

  /** In the order of their codes. */
  public static List<String> projects(List<ProjectLine> projects) {
    List<String> rows = new ArrayList<>();
    for (ProjectLine project : projects) {
      Account.ProjectHead head = project.head();
      if (head == null) continue;
      Account.Approval approval = project.approval();
      rows.add(
          new Line()
              .put("project", project.project().code())
              .put("name", head.name())
              .put("category", head.category())
              .put("nature", head.nature())
              .put("region", head.region().code())
              .put("starts", head.starts())
              .put("ends", head.ends())
              .put("responsibleUnit", head.responsibleUnit())
              .put("task", head.task())
              .put("scale", head.scale())
              .put("financing", head.financing())
              .put("beneficiaryHouseholds", head.beneficiaryHouseholds())
              .put("performanceTarget", head.performanceTarget())
              .put("participation", head.participation())
              .put("linkage", head.linkage())
              .put("expenditure", head.expenditure())
              .put("approved", approval == null ? null : approval.amount())
              .put("approvedOn", approval == null ? null : approval.on())
              .put("allotted", byDocument(project.funds()))
              .put("steps", steps(project.steps()))
              .put("position", head.position())
              .put("synthetic", head.synthetic())
              .toString());
    }
    return rows;
  }

  private static List<Line> steps(List<Account.Step> steps) {
    return steps.stream()
        .map(step ->
            new Line()
                .put("type", step.type())
                .put("on", step.on())
                .put("position", step.position()))
        .toList();
  }

  private static List<Line> byDocument(Map<DocumentNumber, Money> amounts) {
    return amounts.entrySet().stream()
        .sorted(comparing(each -> each.getKey().text()))
        .map(
            each -> new Line().put("document", each.getKey().text()).put("amount", each.getValue()))
        .toList();
  }

  private static <K> List<Line> by(String what, Map<K, Money> amounts) {
    return amounts.entrySet().stream()
        .sorted(comparing(each -> String.valueOf(each.getKey())))
        .map(each ->
            new Line().put(what, String.valueOf(each.getKey())).put("amount", each.getValue()))
        .toList();
  }

  /** In the order of their codes. */
  public static List<String> projectFlows(List<ProjectLine> projects) {
    return projects.stream()
        .filter(project -> project.head() != null)
        .map(project ->
            new Line()
                .put("project", project.project().code())
                .put("disbursed", project.flow().disbursed())
                .put("spent", byDocument(project.spent()))
                .put("suppliers", by("supplier", project.suppliers()))
                .put("villages", by("village", project.villages()))
                .put("returned", project.returned())
                .put("synthetic", project.synthetic())
                .toString())
        .toList();
  }

  /** In the order of their document numbers. */
  public static List<String> funds(List<FundLine> funds) {
    return funds.stream().map(ListRows::fund).toList();
  }

  private static String fund(FundLine fund) {
    Account.@Nullable FundHead head = fund.head();
    Flow flow = fund.flow();
    return new Line()
        .put("document", fund.fund().text())
        .put("sourceLevel", head == null ? null : head.sourceLevel())
        .put("purpose", head == null ? null : head.purpose())
        .put("year", head == null ? null : head.year())
        .put("region", head == null ? null : head.region().code())
        .put("from", head == null || head.from() == null ? null : head.from().text())
        .put("on", head == null ? null : head.on())
        .put("appropriated", flow.appropriated())
        .put("excluded", by("region", fund.excluded()))
        .put("passedDown", byDocument(fund.passedDown()))
        .put("gone", flow.gone())
        .put("allotted", flow.allotted())
        .put("position", head == null ? null : head.position())
        .put("synthetic", head == null ? null : head.synthetic())
        .toString();
  }

  /** By document and project; what was wholly returned is none. */
  public static List<String> allotments(List<FundLine> funds) {
    List<String> rows = new ArrayList<>();
    for (FundLine fund : funds)
      for (FundLine.Allotment each : fund.allotments())
        if (!each.allotted().equals(Money.ZERO))
          rows.add(
              new Line()
                  .put("document", fund.fund().text())
                  .put("project", each.project().code())
                  .put("allotted", each.allotted())
                  .toString());
    return rows;
  }

  /** In the order of their document numbers. */
  public static List<String> fundFlows(List<FundLine> funds) {
    return funds.stream()
        .map(fund ->
            new Line()
                .put("document", fund.fund().text())
                .put("disbursed", fund.flow().disbursed())
                .put("supplied", fund.flow().supplied())
                .put("credited", fund.flow().credited())
                .put("credits", fund.flow().credits())
                .put("projects", fund.allotments().stream().map(ListRows::spent).toList())
                .put("synthetic", fund.synthetic())
                .toString())
        .toList();
  }

  private static Line spent(FundLine.Allotment each) {
    return new Line()
        .put("project", each.project().code())
        .put("disbursed", each.disbursed())
        .put("supplied", each.supplied())
        .put("credited", each.credited())
        .put("returned", each.returned())
        .put("villages", by("village", each.villages()));
  }

  /** In the order of the villages' codes; a village of which only loans are known has no fund. */
  public static List<String> mutualAid(List<ToldFund> funds) {
    return funds.stream()
        .filter(fund -> fund.established() >= 0)
        .map(fund ->
            new Line()
                .put("village", fund.village().code())
                .put("founded", fund.founded())
                .put("leverage", fund.leverage())
                .put("cap", fund.cap())
                .put("since", fund.since())
                .put("dissolved", fund.dissolved())
                .put("position", fund.established())
                .toString())
        .toList();
  }

  /** In the order of the villages' codes; null where too few borrowed to tell. */
  public static List<String> mutualAidLoans(List<ToldFund> funds) {
    return funds.stream()
        .map(fund ->
            new Line()
                .put("village", fund.village().code())
                .put("granted", fund.granted())
                .put("outstanding", fund.outstanding())
                .put("synthetic", fund.synthetic())
                .toString())
        .toList();
  }

  /** By region and year, as the page has them. */
  public static List<String> years(List<YearLine> years) {
    List<String> rows = new ArrayList<>();
    for (YearLine line : years) {
      TargetFigure target = line.target();
      rows.add(
          new Line()
              .put("region", line.region().code().code())
              .put("year", line.year())
              .put("targetPersons", target == null ? null : target.persons())
              .put("targetVillages", target == null ? null : target.villages())
              .put("targetClaim", target == null ? null : target.claim())
              .put("exits", tally(line.exits()))
              .put("remaining", tally(line.remaining()))
              .put("planned", tally(line.planned()))
              .put("villagesExited", line.villagesExited())
              .put("synthetic", line.synthetic())
              .toString());
    }
    return rows;
  }

  /** In the order of their ids. */
  public static List<String> claims(Collection<Claim> claims) {
    return claims.stream()
        .sorted(comparing(Claim::id))
        .map(claim ->
            new Line()
                .put("claim", claim.id())
                .put("region", claim.region().code())
                .put("metric", claim.metric())
                .put("unit", claim.unit())
                .put("kind", claim.kind())
                .put("asOf", claim.asOf())
                .put("operator", claim.operator())
                .put("value", claim.value())
                .put("position", claim.position())
                .toString())
        .toList();
  }

  /** In the order of their ids. */
  public static List<String> checks(Collection<CheckResult> checks) {
    return checks.stream()
        .sorted(comparing(result -> result.check().id()))
        .map(ListRows::check)
        .toList();
  }

  private static String check(CheckResult result) {
    Check check = result.check();
    return new Line()
        .put("check", check.id())
        .put("kind", check.kind())
        .put("relation", check.relation())
        .put("tolerance", check.tolerance())
        .put("holds", result.holds())
        .put("left", result.left())
        .put("right", result.right())
        .put("difference", result.difference())
        .put("position", check.position())
        .toString();
  }

  /** In the order of the claims' ids. */
  public static List<String> verdicts(Collection<ClaimResult> claims) {
    return claims.stream()
        .sorted(comparing(result -> result.claim().id()))
        .map(result ->
            new Line()
                .put("claim", result.claim().id())
                .put("verdict", result.verdict())
                .put("reason", result.reason())
                .put("replayed", result.replayed())
                .put("difference", result.difference())
                .put("synthetic", result.synthetic())
                .toString())
        .toList();
  }
}
