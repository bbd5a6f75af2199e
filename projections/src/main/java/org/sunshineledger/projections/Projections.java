package org.sunshineledger.projections;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.ledger.village.PoorPersons;
import org.sunshineledger.projections.access.AccessRecord;
import org.sunshineledger.projections.access.AccessView;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.BoardView;
import org.sunshineledger.projections.disclosure.DisclosureQuery;
import org.sunshineledger.projections.disclosure.DisclosureView;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.dossier.NotEnjoyed;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.flags.FlagsView;
import org.sunshineledger.projections.flags.JudgedStreams;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.MoneyView;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidView;
import org.sunshineledger.projections.officer.ActsView;
import org.sunshineledger.projections.officer.OfficerRecords;
import org.sunshineledger.projections.progress.PoorPersonsCounted;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.ProgressView;
import org.sunshineledger.projections.published.ListReader;
import org.sunshineledger.projections.reconciliation.Published;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.reconciliation.ReconciliationView;
import org.sunshineledger.projections.redflags.RedFlags;
import org.sunshineledger.projections.redflags.RedFlagsView;
import org.sunshineledger.projections.redflags.SettledByLeads;
import org.sunshineledger.projections.region.Division;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.CareView;
import org.sunshineledger.projections.responsibility.Gaps;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.supervision.DocketView;
import org.sunshineledger.projections.supervision.Supervision;
import org.sunshineledger.projections.view.RebuildProgress;
import org.sunshineledger.projections.view.Rows;
import org.sunshineledger.projections.view.Views;
import org.sunshineledger.projections.waiting.WaitingQuery;
import org.sunshineledger.projections.waiting.WaitingView;

/** Everything that can be read of a ledger, put together once. */
public final class Projections implements AutoCloseable {

  private final Views views;
  private final Regions regions;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final Responsibility responsibility;
  private final Gaps gaps;
  private final OfficerRecords officerRecords;
  private final BoardQuery boards;
  private final Reconciliation reconciliation;
  private final Dossiers dossiers;
  private final Flags flags;
  private final DisclosureQuery disclosures;
  private final MutualAidQuery mutualAid;
  private final JudgedStreams judgedStreams;
  private final NotEnjoyed notEnjoyed;
  private final Supervision supervision;
  private final RedFlags redFlags;
  private final AccessRecord accessRecord;
  private final WaitingQuery waiting;

  /**
   * Creates what is missing in schema {@code view}; nothing follows the journal before {@link
   * #start}.
   *
   * @param dataSource connects as a role that reads schema {@code journal} and owns schema {@code
   *     view}
   * @param clock for "today" and for alarms
   */
  public Projections(DataSource dataSource, FactCodec codec, Clock clock) {
    DivisionView divisionView = new DivisionView();
    BoardView boardView = new BoardView();
    ProgressView progressView = new ProgressView();
    ResponsibilityView responsibilityView = new ResponsibilityView();
    MoneyView moneyView = new MoneyView();
    ReconciliationView reconciliationView = new ReconciliationView();
    FlagsView flagsView = new FlagsView();
    DisclosureView disclosureView = new DisclosureView();
    MutualAidView mutualAidView = new MutualAidView();
    ActsView actsView = new ActsView();
    CareView careView = new CareView();
    DocketView docketView = new DocketView();
    RedFlagsView redFlagsView = new RedFlagsView();
    AccessView accessView = new AccessView();
    WaitingView waitingView = new WaitingView();
    views =
        new Views(
            dataSource,
            codec,
            clock,
            List.of(
                divisionView,
                boardView,
                progressView,
                responsibilityView,
                moneyView,
                reconciliationView,
                flagsView,
                disclosureView,
                mutualAidView,
                actsView,
                careView,
                docketView,
                redFlagsView,
                accessView,
                waitingView));
    Rows<RegionCode, Division> divisions = views.rows(divisionView);
    Rows<String, Published> published = views.rows(reconciliationView);
    regions = new Regions(divisions);
    progress =
        new ProgressQuery(views.rows(progressView), regions, Reconciliation.targets(published));
    money = new MoneyQuery(views.rows(moneyView), regions);
    mutualAid = new MutualAidQuery(views.rows(mutualAidView), regions);
    responsibility = new Responsibility(views.rows(responsibilityView), regions, views);
    gaps = new Gaps(views.rows(careView), responsibility, regions);
    boards =
        new BoardQuery(
            views.rows(boardView),
            regions,
            progress,
            money,
            responsibility,
            views::folded,
            this::postedBy);
    reconciliation =
        new Reconciliation(
            published, regions, progress, money, mutualAid, responsibility, views::folded, clock);
    dossiers = new Dossiers(views);
    flags = new Flags(views.rows(flagsView), regions);
    officerRecords =
        new OfficerRecords(
            views.rows(responsibilityView), views.rows(actsView), flags, money, regions, views);
    disclosures = new DisclosureQuery(views.rows(disclosureView), regions);
    judgedStreams = new JudgedStreams(regions, progress, boards);
    notEnjoyed = new NotEnjoyed(dossiers, progress);
    supervision = new Supervision(views, views.rows(docketView), regions);
    redFlags =
        new RedFlags(
            views.rows(redFlagsView),
            regions,
            responsibility,
            new SettledByLeads(supervision),
            views::facts);
    accessRecord = new AccessRecord(views.rows(accessView), regions);
    waiting = new WaitingQuery(views.rows(waitingView), regions);
  }

  private Optional<RegionCode> postedBy(NoticeId notice) {
    return views.stream(notice.stream(), null).stream()
        .findFirst()
        .map(Fact::event)
        .map(event ->
            switch (event) {
              case NoticePosted posted -> posted.region();
              case Announced announced -> announced.region();
              default ->
                  throw new IllegalStateException("a notice that was never posted: " + notice);
            });
  }

  /** Starts to follow the journal, each view from where it stood. */
  public void start() {
    views.start();
  }

  /** The same; views that were never started are built first where there is much to fold. */
  public void start(RebuildProgress progress) {
    views.start(progress);
  }

  /** The views as such: how far they are, any row at any moment, and why. */
  public Views views() {
    return views;
  }

  public Regions regions() {
    return regions;
  }

  public BoardQuery boards() {
    return boards;
  }

  public ProgressQuery progress() {
    return progress;
  }

  /** The poor of a village as the ledger's own decisions need them. */
  public PoorPersons poorPersons() {
    return new PoorPersonsCounted(views, progress);
  }

  public Responsibility responsibility() {
    return responsibility;
  }

  /** Where nobody answered, or two did. */
  public Gaps gaps() {
    return gaps;
  }

  /** What officers answered for and did. */
  public OfficerRecords officerRecords() {
    return officerRecords;
  }

  public MoneyQuery money() {
    return money;
  }

  public Reconciliation reconciliation() {
    return reconciliation;
  }

  public Dossiers dossiers() {
    return dossiers;
  }

  /** What was irregular, where and when. */
  public Flags flags() {
    return flags;
  }

  /** What had to be published where and by when. */
  public DisclosureQuery disclosures() {
    return disclosures;
  }

  /** The villages' mutual-aid funds. */
  public MutualAidQuery mutualAid() {
    return mutualAid;
  }

  /** What was planned for a member and never paid. */
  public NotEnjoyed notEnjoyed() {
    return notEnjoyed;
  }

  /** Leads and audits. */
  public Supervision supervision() {
    return supervision;
  }

  /** What only shows when facts are laid side by side. */
  public RedFlags redFlags() {
    return redFlags;
  }

  /** What was done with people's personal data. */
  public AccessRecord accessRecord() {
    return accessRecord;
  }

  /** What has been begun and waits for somebody's next step. */
  public WaitingQuery waiting() {
    return waiting;
  }

  /** What of a region can be judged anew by other rules. */
  public JudgedStreams judgedStreams() {
    return judgedStreams;
  }

  /** Every list that a public page shows, as everything that is folded tells it. */
  public ListReader lists(WorkCalendar calendar) {
    return new ListReader(
        regions,
        boards,
        progress,
        money,
        mutualAid,
        responsibility,
        disclosures,
        reconciliation,
        calendar);
  }

  @Override
  public void close() {
    views.close();
  }
}
