package org.sunshineledger.projections.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectProposed;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.FoldedInMemory;

@DisplayName("待办")
class WaitingViewTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final Place PLACE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY);
  private static final NoticeId NOTICE = new NoticeId("GS-1");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");

  private final Telling telling = new Telling();

  private List<Pending> pending() {
    WaitingView view = new WaitingView();
    FoldedInMemory folded = new FoldedInMemory(List.of(view));
    telling.facts().forEach(folded::add);
    return folded.rows(view).present().stream()
        .flatMap(row -> Objects.requireNonNull(row.row()).pending().stream())
        .toList();
  }

  private List<NextStep> steps() {
    return pending().stream().map(Pending::step).toList();
  }

  @Test
  void anApplicationIsOneThingThatSaysWhatOfItIsDone() {
    telling
        .applied("2016-03-01", 1, VILLAGE, 2)
        .surveyed("2016-03-05", 1, VILLAGE, 2, 2_000)
        .household(
            "2016-03-10", 1, VILLAGE, new VillageReviewed(household(1), 40, 30, 28, 1, 1, null));
    assertThat(steps()).containsExactly(NextStep.IDENTIFICATION);
    assertThat(pending().getFirst().item()).isEqualTo("SURVEY,VILLAGE_REVIEW");
    assertThat(pending().getFirst().since()).isEqualTo("2016-03-10");

    telling.household(
        "2016-03-20", 1, VILLAGE, new TownshipAudited(household(1), ReviewResult.REJECTED, null));
    assertThat(pending().getFirst().item())
        .as("what was turned down is not done")
        .isEqualTo("SURVEY,VILLAGE_REVIEW");
  }

  @Test
  void whoIsIdentifiedWaitsForAPlanAndThenForNothing() {
    telling.applied("2016-03-01", 1, VILLAGE, 2).identified("2016-05-01", 1, VILLAGE, 2);
    assertThat(steps()).containsExactly(NextStep.ADOPT_PLAN);

    telling.planned("2016-06-01", 1, VILLAGE, 2018);
    assertThat(pending()).isEmpty();
  }

  @Test
  void anExitWaitsForBothPartiesAndThenForItsAnnouncement() {
    telling
        .exitProposed("2016-07-01", 1, VILLAGE)
        .household("2016-07-02", 1, VILLAGE, new ExitVerified(household(1), ReviewResult.PASSED));
    assertThat(steps())
        .containsExactly(NextStep.CONFIRM_EXIT_FOR_GOVERNMENT, NextStep.CONFIRM_EXIT_FOR_HOUSEHOLD);

    confirmed("2016-07-03", ConfirmingParty.GOVERNMENT);
    assertThat(steps()).containsExactly(NextStep.CONFIRM_EXIT_FOR_HOUSEHOLD);
    confirmed("2016-07-04", ConfirmingParty.HOUSEHOLD);
    assertThat(steps()).containsExactly(NextStep.EXIT_HOUSEHOLD);

    telling.exited("2016-08-01", 1, VILLAGE, 2);
    assertThat(pending()).isEmpty();
  }

  private void confirmed(String day, ConfirmingParty party) {
    telling.household(day, 1, VILLAGE, new ExitConfirmed(household(1), party, null, null));
  }

  @Test
  void aNoticeWaitsForTheDayAfterItsLastAndEachObjectionForItsAnswer() {
    telling.tell(
        day("2016-07-01"),
        NOTICE.stream(),
        PLACE,
        new NoticePosted(
            NOTICE,
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(),
            List.of(VILLAGE),
            day("2016-07-01"),
            day("2016-07-08"),
            new DocumentSeal(Sha256.of(new byte[1]), 1, null, "mask-1", null),
            "NOTICE_TOO_SHORT"));
    objection("2016-07-02", "01");
    objection("2016-07-03", "02");

    assertThat(pending())
        .extracting(Pending::step, Pending::item)
        .containsExactly(
            tuple(NextStep.CLOSE_NOTICE, ""),
            tuple(NextStep.RESOLVE_OBJECTION, "01"),
            tuple(NextStep.RESOLVE_OBJECTION, "02"));
    assertThat(pending().getFirst().due()).isEqualTo("2016-07-09");
    assertThat(pending().getFirst().isOverdue(day("2016-07-09"))).isFalse();
    assertThat(pending().getFirst().isOverdue(day("2016-07-10"))).isTrue();

    telling.tell(
        day("2016-07-05"),
        NOTICE.stream(),
        PLACE,
        new ObjectionResolved(NOTICE, new ObjectionId("01"), false, List.of(Telling.officer(2))));
    telling.tell(day("2016-07-09"), NOTICE.stream(), PLACE, new NoticeClosed(NOTICE, false));
    assertThat(pending()).extracting(Pending::item).containsExactly("02");
  }

  @Test
  void aProjectThatIsAdmittedElsewhereWaitsNoMoreWhereItWasProposed() {
    telling.divisions();
    project(
        "2016-03-01",
        PLACE,
        new ProjectProposed(PROJECT, "养殖", ProjectCategory.SCIENCE_INDUSTRY, VILLAGE, "一村"));
    assertThat(waiting(VILLAGE)).containsOnlyKeys(NextStep.ADMIT_PROJECT);

    Place township = new Place(null, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY);
    project("2016-04-01", township, admitted(Telling.BAQIAN));
    assertThat(waiting(VILLAGE)).isEmpty();
    assertThat(waiting(Telling.BAQIAN)).containsOnlyKeys(NextStep.APPROVE_PROJECT);

    project("2016-05-01", township, new ProjectAccepted(PROJECT, AcceptanceLevel.COUNTY, 3));
    assertThat(waiting(Telling.CITY)).as("nor once nothing waits of it").isEmpty();
  }

  private Map<NextStep, List<WaitingQuery.Placed>> waiting(RegionCode region) {
    WaitingView view = new WaitingView();
    DivisionView divisions = new DivisionView();
    FoldedInMemory folded = new FoldedInMemory(List.of(view, divisions));
    telling.facts().forEach(folded::add);
    return new WaitingQuery(folded.rows(view), new Regions(folded.rows(divisions)))
        .of(region, day("2016-10-17"), EnumSet.allOf(NextStep.class));
  }

  private void project(String day, Place place, ProjectEvent event) {
    telling.tell(day(day), PROJECT.stream(), place, event);
  }

  private static ProjectAdmitted admitted(RegionCode region) {
    return new ProjectAdmitted(
        PROJECT,
        "养殖",
        ProjectCategory.SCIENCE_INDUSTRY,
        ConstructionNature.NEW,
        region,
        day("2016-04-01"),
        day("2017-04-01"),
        "八千乡政府",
        "养殖场一处",
        Money.ofYuan(300_000),
        FundingLevel.CITY,
        1,
        "增收",
        Participation.VILLAGE_MEETING,
        Linkage.DIRECT_SUBSIDY,
        ExpenditureKind.INDUSTRY);
  }

  private void objection(String day, String number) {
    telling.tell(
        day(day),
        NOTICE.stream(),
        PLACE,
        new ObjectionRaised(
            NOTICE, new ObjectionId(number), ObjectionGrounds.OWNS_VEHICLE_OR_HOUSE));
  }
}
