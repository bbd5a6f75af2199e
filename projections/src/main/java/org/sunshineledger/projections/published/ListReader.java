package org.sunshineledger.projections.published;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.BoardView;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.DisclosureCalendar;
import org.sunshineledger.projections.disclosure.DisclosureQuery;
import org.sunshineledger.projections.disclosure.DisclosureView;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.MoneyView;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidView;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.ProgressView;
import org.sunshineledger.projections.published.ListRows.Placed;
import org.sunshineledger.projections.reconciliation.Published;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.reconciliation.ReconciliationView;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowSource;
import org.sunshineledger.projections.view.Rows;
import org.sunshineledger.projections.view.View;

/** Asks any list of any source of rows, by the questions that the pages ask. */
public final class ListReader {

  private static final DivisionView DIVISIONS = new DivisionView();
  private static final BoardView BOARD = new BoardView();
  private static final ProgressView PROGRESS = new ProgressView();
  private static final ResponsibilityView RESPONSIBILITY = new ResponsibilityView();
  private static final MoneyView MONEY = new MoneyView();
  private static final ReconciliationView RECONCILIATION = new ReconciliationView();
  private static final DisclosureView DISCLOSURE = new DisclosureView();
  private static final MutualAidView MUTUAL_AID = new MutualAidView();

  private final Regions regions;
  private final BoardQuery boards;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final MutualAidQuery mutualAid;
  private final Responsibility responsibility;
  private final DisclosureQuery disclosures;
  private final Reconciliation reconciliation;
  private final WorkCalendar calendar;

  /**
   * Asks by questions that are there already.
   *
   * @param calendar by which terms in working days are counted
   */
  public ListReader(
      Regions regions,
      BoardQuery boards,
      ProgressQuery progress,
      MoneyQuery money,
      MutualAidQuery mutualAid,
      Responsibility responsibility,
      DisclosureQuery disclosures,
      Reconciliation reconciliation,
      WorkCalendar calendar) {
    this.regions = regions;
    this.boards = boards;
    this.progress = progress;
    this.money = money;
    this.mutualAid = mutualAid;
    this.responsibility = responsibility;
    this.disclosures = disclosures;
    this.reconciliation = reconciliation;
    this.calendar = calendar;
  }

  /**
   * Asks by questions of its own.
   *
   * @param source which does not move
   * @param calendar by which terms in working days are counted
   */
  public static ListReader over(RowSource source, WorkCalendar calendar) {
    // What is read of a size does not change with the day on which it is read.
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Rows<String, Published> published = source.rows(RECONCILIATION);
    Regions regions = new Regions(source.rows(DIVISIONS));
    ProgressQuery progress =
        new ProgressQuery(source.rows(PROGRESS), regions, Reconciliation.targets(published));
    MoneyQuery money = new MoneyQuery(source.rows(MONEY), regions);
    MutualAidQuery mutualAid = new MutualAidQuery(source.rows(MUTUAL_AID), regions);
    Responsibility responsibility =
        new Responsibility(source.rows(RESPONSIBILITY), regions, source);
    return new ListReader(
        regions,
        new BoardQuery(
            source.rows(BOARD),
            regions,
            progress,
            money,
            responsibility,
            () -> 0,
            _ -> Optional.empty()),
        progress,
        money,
        mutualAid,
        responsibility,
        new DisclosureQuery(source.rows(DISCLOSURE), regions),
        new Reconciliation(
            published, regions, progress, money, mutualAid, responsibility, () -> 0, still),
        calendar);
  }

  /** The views that these lists are made of. */
  public static List<View<?, ?>> views(Collection<ListName> lists) {
    Set<String> names = lists.stream().flatMap(list -> list.views().stream()).collect(toSet());
    return Stream.<View<?, ?>>of(
            DIVISIONS,
            BOARD,
            PROGRESS,
            RESPONSIBILITY,
            MONEY,
            RECONCILIATION,
            DISCLOSURE,
            MUTUAL_AID)
        .filter(view -> names.contains(view.name()))
        .toList();
  }

  /**
   * The rows of the whole list; empty when its subject was not known on the day.
   *
   * @param subject as {@link ListName#about} says; null for a list of the whole ledger
   */
  public Optional<List<String>> rows(ListName name, @Nullable String subject, LocalDate day) {
    return switch (name.about()) {
      case LEDGER -> subject == null ? Optional.of(ofLedger(name, day)) : Optional.empty();
      case SOURCE -> subject == null ? Optional.empty() : ofSource(name, subject);
      case REGION ->
          subject == null || !RegionCode.isCode(subject)
              ? Optional.empty()
              : regions
                  .on(told(name, day))
                  .node(new RegionCode(subject))
                  .map(node -> ofRegion(name, node, told(name, day)));
    };
  }

  /** The day that counts: what moves by household is told at the end of a month. */
  private static Moment told(ListName name, LocalDate day) {
    return Moment.of(
        name == ListName.MUTUAL_AID || name == ListName.MUTUAL_AID_LOANS
            ? Discretion.lastTold(day)
            : day);
  }

  private List<String> ofLedger(ListName name, LocalDate day) {
    Moment moment = Moment.of(day);
    return switch (name) {
      case FUNDS -> ListRows.funds(money.funds(moment));
      case ALLOTMENTS -> ListRows.allotments(money.funds(moment));
      case FUND_FLOWS -> ListRows.fundFlows(money.funds(moment));
      default -> throw notAbout(name);
    };
  }

  private Optional<List<String>> ofSource(ListName name, String source) {
    return switch (name) {
      case CLAIMS -> reconciliation.claims(source).map(ListRows::claims);
      case CHECKS -> reconciliation.checks(source).map(ListRows::checks);
      case VERDICTS -> reconciliation.report(source).map(Report::claims).map(ListRows::verdicts);
      default -> throw notAbout(name);
    };
  }

  private List<String> ofRegion(ListName name, Node node, Moment moment) {
    RegionCode region = node.code();
    return switch (name) {
      case OPEN_NOTICES -> ListRows.notices(boards.hung(region, moment).open());
      case PAST_NOTICES -> ListRows.notices(boards.hung(region, moment).past());
      case ANNOUNCEMENTS -> ListRows.notices(boards.hung(region, moment).announcements());
      case DIVISIONS -> ListRows.divisions(regions.on(moment).children(region));
      case STANDINGS -> standings(node, moment);
      case VILLAGE_LISTINGS ->
          node.level() == RegionLevel.VILLAGE
              ? ListRows.listings(progress.listings(region, moment))
              : List.of();
      case RESPONSIBLE_OFFICERS -> ListRows.duties(responsibility.ofPlace(region, moment));
      case DISCLOSURES -> disclosures(region, moment, ListRows::disclosures);
      case PAYMENT_DISCLOSURES -> disclosures(region, moment, ListRows::paymentDisclosures);
      case PROJECTS -> ListRows.projects(money.projects(region, moment));
      case PROJECT_FLOWS -> ListRows.projectFlows(money.projects(region, moment));
      case MUTUAL_AID -> ListRows.mutualAid(mutualAid.told(region, moment));
      case MUTUAL_AID_LOANS -> ListRows.mutualAidLoans(mutualAid.told(region, moment));
      case PROGRESS_YEARS -> ListRows.years(progress.years(region, moment));
      default -> throw notAbout(name);
    };
  }

  private List<String> standings(Node node, Moment moment) {
    RegionTree tree = regions.on(moment);
    return ListRows.standings(
        placed(node, moment),
        tree.children(node.code()).stream().map(child -> placed(child, moment)).toList());
  }

  private Placed placed(Node node, Moment moment) {
    return new Placed(node, progress.published(node, moment));
  }

  private List<String> disclosures(
      RegionCode region, Moment moment, Function<List<Disclosure>, List<String>> rows) {
    return disclosures
        .of(region, moment, calendar)
        .map(DisclosureCalendar::disclosures)
        .map(rows)
        .orElse(List.of());
  }

  private static IllegalStateException notAbout(ListName name) {
    return new IllegalStateException("%s is not about a %s".formatted(name, name.about()));
  }
}
