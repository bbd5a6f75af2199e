package org.sunshineledger.ledger.village;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.village.PoorPersons.Count;
import org.sunshineledger.ledger.village.VillageEvent.VillageExitProposed;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageIndicatorsSurveyed;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.ledger.village.VillageEvent.VillageRelapsed;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;
import org.sunshineledger.ledger.village.VillageOrder.ProposeVillageExit;
import org.sunshineledger.ledger.village.VillageOrder.RecordVillageRelapse;
import org.sunshineledger.ledger.village.VillageOrder.SurveyVillage;

@DisplayName("贫困村")
class PoorVillageTest {

  private static final LocalDate SPRING = LocalDate.of(2014, Month.APRIL, 1);
  private static final LocalDate AUTUMN = LocalDate.of(2015, Month.NOVEMBER, 1);
  private static final LocalDate WINTER = LocalDate.of(2015, Month.DECEMBER, 20);
  private static final NoticeId NOTICE = new NoticeId("CTC-2015");
  private static final VillageIndicators INDICATORS =
      new VillageIndicators(true, true, true, Money.ofYuan(50_000));

  /** One notice of a village's exit hangs clean; it must be about the proposal. */
  private static final Notices BOARD =
      new Notices() {
        @Override
        public boolean closedClean(
            @Nullable NoticeId notice,
            NoticeKind kind,
            String subject,
            LocalDate since,
            Ruling ruling) {
          return NOTICE.equals(notice) && kind == NoticeKind.VILLAGE_EXIT && !subject.isEmpty();
        }

        @Override
        public @Nullable LocalDate announcedOn(
            @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
          return null;
        }
      };

  /** The village of the story, with so many still poor. */
  private static Judging<PoorVillage> withPoor(int persons) {
    PoorPersons counted = (_, _) -> new Count(persons, 900);
    return Judging.of(PoorVillage.class, BOARD, counted);
  }

  private static Deed listed(int ruralPopulation) {
    return live(SPRING, new ListVillage(VILLAGE, PoorVillageLevel.CITY, ruralPopulation));
  }

  private static Deed surveyed() {
    return live(AUTUMN, new SurveyVillage(VILLAGE, 2015, INDICATORS));
  }

  private static Deed proposed() {
    return live(AUTUMN, new ProposeVillageExit(VILLAGE));
  }

  private static Deed exits(@Nullable NoticeId notice) {
    return live(WINTER, new ExitVillage(VILLAGE, notice)).by(APPROVER);
  }

  private static Deed relapses() {
    return live(
        WINTER.plusDays(100),
        new RecordVillageRelapse(VILLAGE, VillageRelapseReason.INDUSTRY_FAILED));
  }

  @Test
  void isListedOnceWithItsPeople() {
    Judging<PoorVillage> village = withPoor(0);
    village.when(listed(1_200)).records(new VillageListed(VILLAGE, PoorVillageLevel.CITY, 1_200));
    village.given(listed(1_200)).when(listed(1_200)).isRefusedFor(Rule.ALREADY_EXISTS);
    village.when(listed(0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void isProposedForExitByTheFactsAndNotByAFigureTypedIn() {
    withPoor(23)
        .given(listed(1_200), surveyed())
        .when(proposed())
        .records(new VillageExitProposed(VILLAGE, 23, 1_200, 900));
    withPoor(24)
        .given(listed(1_200), surveyed())
        .when(proposed())
        .isRefusedFor(Rule.INCIDENCE_ABOVE_TWO_PERCENT);
  }

  @Test
  void isProposedWhenItsIndicatorsAreSurveyed() {
    withPoor(1).given(listed(1_200)).when(proposed()).isRefusedFor(Rule.VILLAGE_NOT_SURVEYED);
    withPoor(1)
        .given(listed(1_200))
        .when(surveyed())
        .records(new VillageIndicatorsSurveyed(VILLAGE, 2015, INDICATORS));
  }

  @Test
  void isSurveyedOnlyWhileItIsOnTheList() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed(), exits(NOTICE))
        .when(surveyed().asHistory())
        .isRecordedInBreachOf(Rule.VILLAGE_NOT_LISTED);
  }

  @Test
  void exitsWhenFewerThanTwoInAHundredArePoor() {
    withPoor(23)
        .given(listed(1_200), surveyed(), proposed())
        .when(exits(NOTICE))
        .records(new VillageExited(VILLAGE, 23, 1_200, NOTICE, 900L));
    withPoor(24)
        .given(listed(1_200), surveyed(), proposed().asHistory())
        .when(exits(NOTICE))
        .isRefusedFor(Rule.INCIDENCE_ABOVE_TWO_PERCENT);
  }

  @Test
  void doesNotExitUnheardOrUnproposed() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed())
        .when(exits(null))
        .isRefusedFor(Rule.EXIT_NOTICE_NOT_CLEAN);
    withPoor(1)
        .given(listed(1_200), surveyed())
        .when(exits(NOTICE))
        .isRefusedFor(Rule.VILLAGE_EXIT_NOT_PROPOSED);
  }

  @Test
  void isForTheCountyToLetGo() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed())
        .when(exits(NOTICE).by(CLERK))
        .isRefusedFor(Rule.NOT_THE_DECIDING_LEVEL);
  }

  @Test
  void hasNoMorePoorThanPeople() {
    withPoor(1_201)
        .given(listed(1_200))
        .when(exits(NOTICE).asHistory())
        .isRefusedFor(Rule.MORE_POOR_THAN_PEOPLE);
  }

  @Test
  void exitsOnce() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed(), exits(NOTICE))
        .when(exits(NOTICE))
        .isRefusedFor(Rule.VILLAGE_NOT_LISTED);
  }

  @Test
  void anExitTooEarlyIsFlaggedInHistory() {
    withPoor(300)
        .given(listed(1_200))
        .when(exits(null).asHistory())
        .isRecordedInBreachOf(
            Rule.INCIDENCE_ABOVE_TWO_PERCENT,
            Rule.VILLAGE_EXIT_NOT_PROPOSED,
            Rule.EXIT_NOTICE_NOT_CLEAN);
  }

  @Test
  void mayBeOnTheListAgain() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed(), exits(NOTICE))
        .when(relapses())
        .records(
            new VillageRelapsed(
                VILLAGE, VillageRelapseReason.INDUSTRY_FAILED, PoorVillageLevel.CITY, 1_200));
    withPoor(1).given(listed(1_200)).when(relapses()).isRefusedFor(Rule.VILLAGE_NOT_EXITED);
  }

  @Test
  void thatRelapsedIsSurveyedAndProposedAnew() {
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed(), exits(NOTICE), relapses())
        .when(live(WINTER.plusDays(200), new ProposeVillageExit(VILLAGE)))
        .isRefusedFor(Rule.VILLAGE_NOT_SURVEYED);
  }

  @Test
  void thatIsListedAnewIsSurveyedAndProposedAnew() {
    Judging<PoorVillage> listedAgain =
        withPoor(1)
            .given(listed(1_200), surveyed(), proposed(), exits(NOTICE))
            .given(live(WINTER, new ListVillage(VILLAGE, PoorVillageLevel.CITY, 1_200)));

    listedAgain
        .when(live(WINTER, new ProposeVillageExit(VILLAGE)))
        .isRefusedFor(Rule.VILLAGE_NOT_SURVEYED);
    listedAgain.when(exits(NOTICE)).isRefusedFor(Rule.VILLAGE_EXIT_NOT_PROPOSED);
  }

  @Test
  void isFlaggedInHistoryForEveryStepThatIsMissing() {
    withPoor(1)
        .given(listed(1_200))
        .when(proposed().asHistory())
        .isRecordedInBreachOf(Rule.VILLAGE_NOT_SURVEYED);
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed())
        .when(exits(NOTICE).by(CLERK).asHistory())
        .isRecordedInBreachOf(Rule.NOT_THE_DECIDING_LEVEL, Rule.RECORDER_REVIEWS);
    withPoor(1)
        .given(listed(1_200))
        .when(relapses().asHistory())
        .isRecordedInBreachOf(Rule.VILLAGE_NOT_EXITED);
  }

  @Test
  void isSurveyedAndProposedByTheDayOfWhatRestsOnIt() {
    withPoor(1)
        .given(listed(1_200), surveyed())
        .when(live(AUTUMN.minusDays(1), new ProposeVillageExit(VILLAGE)))
        .isRefusedFor(Rule.VILLAGE_NOT_SURVEYED);
    withPoor(1)
        .given(listed(1_200), surveyed(), proposed())
        .when(live(AUTUMN.minusDays(1), new ExitVillage(VILLAGE, NOTICE)).by(APPROVER))
        .isRefusedFor(Rule.VILLAGE_EXIT_NOT_PROPOSED);
  }

  @Test
  void anAuthorityMayLetARuleBeBrokenAndIsNamed() {
    withPoor(1)
        .given(listed(1_200))
        .when(proposed().approved(Rule.VILLAGE_NOT_SURVEYED, APPROVER))
        .isRecordedInBreachOf(Rule.VILLAGE_NOT_SURVEYED);
  }
}
