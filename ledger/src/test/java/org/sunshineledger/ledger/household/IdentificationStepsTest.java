package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.MINUTE_TAKER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;
import static org.sunshineledger.ledger.household.Deliberation.BRANCH_PROPOSED;
import static org.sunshineledger.ledger.household.Deliberation.COMMITTEES_CONSULTED;
import static org.sunshineledger.ledger.household.Deliberation.PARTY_MEMBERS_EXAMINED;
import static org.sunshineledger.ledger.household.Deliberation.REPRESENTATIVES_RESOLVED;
import static org.sunshineledger.ledger.household.Deliberation.RESOLUTION_PUBLISHED;
import static org.sunshineledger.ledger.household.Deliberation.RESULT_PUBLISHED;
import static org.sunshineledger.ledger.household.LiFamily.AUDITED;
import static org.sunshineledger.ledger.household.LiFamily.COUNTY_REVIEWED;
import static org.sunshineledger.ledger.household.LiFamily.FIRST;
import static org.sunshineledger.ledger.household.LiFamily.IDENTIFIED;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.PLANNED;
import static org.sunshineledger.ledger.household.LiFamily.REVIEWED;
import static org.sunshineledger.ledger.household.LiFamily.SECOND;
import static org.sunshineledger.ledger.household.LiFamily.SURVEYED;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.audited;
import static org.sunshineledger.ledger.household.LiFamily.countyReviewed;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.exited;
import static org.sunshineledger.ledger.household.LiFamily.exits;
import static org.sunshineledger.ledger.household.LiFamily.identified;
import static org.sunshineledger.ledger.household.LiFamily.identify;
import static org.sunshineledger.ledger.household.LiFamily.onTheRegister;
import static org.sunshineledger.ledger.household.LiFamily.onTheWayOut;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.household.LiFamily.surveyed;
import static org.sunshineledger.ledger.household.LiFamily.then;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.Deliberate;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.rules.Rule;

/** Where a place asks for a step, by whom, in which order, and with whose signature. */
@DisplayName("识别程序")
class IdentificationStepsTest {

  private static Judging<Household> inA(World world) {
    return Judging.of(Household.class, world, EmptyVault.create());
  }

  private final Judging<Household> household = inA(World.usual());
  private final Judging<Household> inTheExampleCounty = household.in(Judging.EXAMPLE);

  @Nested
  @DisplayName("职责分工: every decision has its level")
  class Levels {

    private static Deed removed() {
      return live(PLANNED, new RemoveHousehold(LI, RemovalReason.WHOLE_HOUSEHOLD_GONE))
          .by(APPROVER);
    }

    private void isDecidedBy(Deed deed, Deed byAnother, Deed... before) {
      Judging<Household> ready = household.given(before);
      ready.when(deed).isRecorded();
      ready.when(byAnother).isRefusedFor(Rule.NOT_THE_DECIDING_LEVEL);
      ready.when(byAnother.asHistory()).isRecordedInBreachOf(Rule.NOT_THE_DECIDING_LEVEL);
    }

    @Test
    void theTownshipAudits() {
      isDecidedBy(audited(), audited().by(APPROVER), applied(), surveyed(), reviewed());
    }

    @Test
    void theCountyReviews() {
      isDecidedBy(
          countyReviewed(),
          countyReviewed().by(CLERK),
          applied(),
          surveyed(),
          reviewed(),
          audited());
    }

    @Test
    void theCountyIdentifies() {
      Deed[] before = onTheRegister();
      isDecidedBy(
          identified(), identified().by(REVIEWER), Arrays.copyOf(before, before.length - 1));
    }

    @Test
    void theCountyRemoves() {
      isDecidedBy(removed(), removed().by(REVIEWER), onTheRegister());
    }

    @Test
    void theCountyLetsGo() {
      Deed[] before = exited();
      isDecidedBy(exits(), exits().by(REVIEWER), Arrays.copyOf(before, before.length - 1));
    }
  }

  @Nested
  @DisplayName("不相容职务分离: who recorded a step does not review it")
  class Apart {

    private void isNotReviewedBy(Deed same, Deed... before) {
      Judging<Household> ready = household.given(before);
      ready.when(same).isRefusedFor(Rule.RECORDER_REVIEWS);
      ready.when(same.asHistory()).isRecordedInBreachOf(Rule.RECORDER_REVIEWS);
    }

    @Test
    void theTownshipAuditsWhatAnotherRecorded() {
      isNotReviewedBy(audited(), applied(), surveyed(), reviewed().by(REVIEWER));
    }

    @Test
    void theCountyReviewsWhatAnotherAudited() {
      household
          .given(applied(), surveyed(), reviewed(), audited().asHistory().by(APPROVER))
          .when(countyReviewed())
          .isRefusedFor(Rule.RECORDER_REVIEWS);
    }

    @Test
    void theCountyLetsGoWhomAnotherProposed() {
      Deed[] before = exited();
      for (int i = 0; i < before.length; i++)
        if (before[i].order() instanceof ProposeExit) before[i] = before[i].by(APPROVER);
      isNotReviewedBy(exits(), Arrays.copyOf(before, before.length - 1));
    }
  }

  @Nested
  @DisplayName("步骤: what is listed is asked for, what is not is not taken")
  class Steps {

    @Test
    void nobodyIsReviewedUnsurveyed() {
      household.given(applied()).when(reviewed()).isRefusedFor(Rule.NOT_SURVEYED);
      household
          .given(applied())
          .when(reviewed().asHistory())
          .isRecordedInBreachOf(Rule.NOT_SURVEYED);
    }

    @Test
    void aSurveyOfTheSameDayIsInTimeAndOneOfTheNextIsNot() {
      household
          .given(applied(), survey(REVIEWED, 2013, earned(5_000)))
          .when(reviewed())
          .isRecorded();
      household
          .given(applied(), survey(REVIEWED.plusDays(1), 2013, earned(5_000)))
          .when(reviewed())
          .isRefusedFor(Rule.NOT_SURVEYED);
    }

    @Test
    void aStepThatTheCountyDoesNotKnowIsNotTakenThere() {
      Deed rejected =
          live(AUDITED, new AuditByTownship(LI, ReviewResult.REJECTED, null))
              .by(REVIEWER)
              .signed(TOWNSHIP_AUDITOR);

      inTheExampleCounty.given(applied()).when(audited()).isRefusedFor(Rule.STEP_NOT_LISTED);
      inTheExampleCounty
          .given(applied())
          .when(audited().asHistory())
          .isRecordedInBreachOf(Rule.STEP_NOT_LISTED);
      inTheExampleCounty.given(applied()).when(rejected).isRecorded();
    }

    @Test
    void aCountyWithoutSecondNoticeReviewsAfterTheFirst() {
      Deed[] before = {applied(), surveyed(), reviewed().asHistory()};

      inTheExampleCounty.given(before).when(countyReviewed(FIRST)).isRecorded();
      inTheExampleCounty
          .given(before)
          .when(countyReviewed(SECOND))
          .isRefusedFor(Rule.FIRST_NOTICE_NOT_CLEAN);
      household
          .given(before)
          .when(countyReviewed(FIRST))
          .isRefusedFor(Rule.TOWNSHIP_HAS_NOT_PASSED);
    }
  }

  @Nested
  @DisplayName("翻案: what is lost after the next step was taken")
  class LostAfterwards {

    private static Deed voted(int yes) {
      return live(AUDITED.plusDays(1), new ReviewInVillage(LI, 45, 30, yes, 30 - yes, 0, null))
          .signed(REVIEW_CHAIR);
    }

    private static Deed auditedAgain(ReviewResult result) {
      return live(COUNTY_REVIEWED.plusDays(1), new AuditByTownship(LI, result, FIRST))
          .by(REVIEWER)
          .signed(TOWNSHIP_AUDITOR);
    }

    private static Deed reviewedAgain(ReviewResult result) {
      return live(COUNTY_REVIEWED.plusDays(1), new ReviewByCounty(LI, result, SECOND))
          .by(APPROVER)
          .signed(COUNTY_REVIEWER);
    }

    private void speaksAgainstTheDecision(Deed lost, Rule rule) {
      Judging<Household> ready =
          household.given(
              applied(), surveyed(), reviewed(), audited(), countyReviewed().asHistory(), lost);
      ready.when(identified()).isRefusedFor(rule);
      ready.when(identified().asHistory()).isRecordedInBreachOf(rule);
    }

    @Test
    void aVote() {
      speaksAgainstTheDecision(voted(15), Rule.REVIEW_WITHOUT_MAJORITY);
    }

    @Test
    void anAudit() {
      speaksAgainstTheDecision(auditedAgain(ReviewResult.REJECTED), Rule.TOWNSHIP_HAS_NOT_PASSED);
    }

    @Test
    void aReview() {
      speaksAgainstTheDecision(reviewedAgain(ReviewResult.REJECTED), Rule.COUNTY_HAS_NOT_PASSED);
    }

    @Test
    void untilItIsWonAgain() {
      household
          .given(applied(), surveyed(), reviewed(), audited(), countyReviewed())
          .given(auditedAgain(ReviewResult.REJECTED), auditedAgain(ReviewResult.PASSED))
          .when(identified())
          .isRecorded();
    }

    @Test
    void aStepThatTheCountyDoesNotListSpeaksAgainstNobody() {
      inTheExampleCounty
          .given(applied(), surveyed(), reviewed().asHistory())
          .given(countyReviewed(FIRST), auditedAgain(ReviewResult.REJECTED))
          .when(identified())
          .isRecorded();
    }
  }

  @Nested
  @DisplayName("四议两公开")
  class Deliberations {

    private static final LocalDate DAY = SURVEYED.plusDays(2);

    private static Deed deliberated(Deliberation stage, int expected, int present) {
      return live(DAY, new Deliberate(LI, stage, expected, present, present)).signed(MINUTE_TAKER);
    }

    private static Deed deliberated(Deliberation stage) {
      return deliberated(stage, 30, 20);
    }

    private static Deed[] upTo(Deliberation last) {
      Deed[] stages =
          Arrays.stream(Deliberation.values())
              .filter(stage -> stage.compareTo(last) <= 0)
              .map(Deliberations::deliberated)
              .toArray(Deed[]::new);
      return then(new Deed[] {applied(), surveyed()}, stages);
    }

    private static Deed compared() {
      return live(
          DAY.plusDays(1),
          new CrossCheck(LI, List.of(CrossCheckSource.VEHICLES), List.<CrossCheckHit>of()));
    }

    @Test
    void areSixInTheirOrder() {
      household
          .given(upTo(RESOLUTION_PUBLISHED))
          .when(deliberated(RESULT_PUBLISHED))
          .records(new VillageDeliberated(LI, RESULT_PUBLISHED, 30, 20, 20));
      household
          .given(applied())
          .when(deliberated(COMMITTEES_CONSULTED))
          .isRefusedFor(Rule.DELIBERATION_OUT_OF_ORDER);
      household
          .given(upTo(BRANCH_PROPOSED))
          .when(deliberated(BRANCH_PROPOSED))
          .isRefusedFor(Rule.DELIBERATION_OUT_OF_ORDER);
      household
          .given(upTo(BRANCH_PROPOSED))
          .when(deliberated(PARTY_MEMBERS_EXAMINED))
          .isRefusedFor(Rule.DELIBERATION_OUT_OF_ORDER);
      household
          .given(applied())
          .when(deliberated(REPRESENTATIVES_RESOLVED).asHistory())
          .isRecordedInBreachOf(Rule.DELIBERATION_OUT_OF_ORDER);
    }

    @Test
    void publishTheirResultOnceTheHouseholdIsRegistered() {
      Judging<Household> registered =
          household.given(
              then(
                  upTo(RESOLUTION_PUBLISHED),
                  new Deed[] {reviewed(), audited(), countyReviewed(), identified()}));
      LocalDate later = IDENTIFIED.plusDays(3);

      registered
          .when(live(later, new Deliberate(LI, RESULT_PUBLISHED, 30, 20, 20)).signed(MINUTE_TAKER))
          .isRecorded();
      registered
          .when(live(later, new Deliberate(LI, BRANCH_PROPOSED, 30, 20, 20)).signed(MINUTE_TAKER))
          .isRefusedFor(Rule.NOT_APPLIED);
    }

    @Test
    void needTwoThirdsOfThePartyMembers() {
      Judging<Household> consulted = household.given(upTo(COMMITTEES_CONSULTED));

      consulted.when(deliberated(PARTY_MEMBERS_EXAMINED, 30, 20)).isRecorded();
      consulted
          .when(deliberated(PARTY_MEMBERS_EXAMINED, 30, 19))
          .isRefusedFor(Rule.DELIBERATION_WITHOUT_QUORUM);
      consulted
          .when(deliberated(PARTY_MEMBERS_EXAMINED, 30, 19).asHistory())
          .isRecordedInBreachOf(Rule.DELIBERATION_WITHOUT_QUORUM);
    }

    @Test
    void askOnlyThePartyMembersForAQuorum() {
      household.given(applied()).when(deliberated(BRANCH_PROPOSED, 30, 1)).isRecorded();
    }

    @Test
    void areOfAnApplicationAndSigned() {
      household
          .given(onTheRegister())
          .when(deliberated(BRANCH_PROPOSED))
          .isRefusedFor(Rule.NOT_APPLIED);
      household
          .given(applied())
          .when(live(DAY, new Deliberate(LI, BRANCH_PROPOSED, 30, 20, 20)))
          .isRefusedFor(Rule.SIGNATURE_MISSING);
    }

    @Test
    void areOverWhenTheResolutionIsPublished() {
      inTheExampleCounty.given(upTo(RESOLUTION_PUBLISHED)).when(compared()).isRecorded();
      inTheExampleCounty
          .given(upTo(REPRESENTATIVES_RESOLVED))
          .when(compared())
          .isRefusedFor(Rule.NOT_DELIBERATED);
      inTheExampleCounty
          .given(upTo(REPRESENTATIVES_RESOLVED))
          .when(compared().asHistory())
          .isRecordedInBreachOf(Rule.NOT_DELIBERATED);
      household.given(upTo(REPRESENTATIVES_RESOLVED)).when(compared()).isRecorded();
    }

    @Test
    void followTheComparisonIntoTheReview() {
      inTheExampleCounty
          .given(then(upTo(RESOLUTION_PUBLISHED), compared()))
          .when(reviewed())
          .isRecorded();
      inTheExampleCounty
          .given(upTo(RESOLUTION_PUBLISHED))
          .when(reviewed())
          .isRefusedFor(Rule.NOT_CROSS_CHECKED);
      inTheExampleCounty
          .given(upTo(RESOLUTION_PUBLISHED))
          .when(reviewed().asHistory())
          .isRecordedInBreachOf(Rule.NOT_CROSS_CHECKED);
      household.given(upTo(RESOLUTION_PUBLISHED)).when(reviewed()).isRecorded();
    }

    @Test
    void beginAfterTheSurveyWhereTheProcedureSaysSo() {
      inTheExampleCounty
          .given(applied())
          .when(deliberated(BRANCH_PROPOSED))
          .isRefusedFor(Rule.NOT_SURVEYED);
      inTheExampleCounty
          .given(applied())
          .when(deliberated(BRANCH_PROPOSED).asHistory())
          .isRecordedInBreachOf(Rule.NOT_SURVEYED);
      inTheExampleCounty
          .given(applied(), surveyed())
          .when(deliberated(BRANCH_PROPOSED))
          .isRecorded();
    }
  }

  @Nested
  @DisplayName("签字: each step has its signer")
  class Signatures {

    @Test
    void ofTheReviewIsItsChairs() {
      household
          .given(applied(), surveyed())
          .when(
              live(REVIEWED, new ReviewInVillage(LI, 45, 30, 16, 10, 4, null)).signed(MINUTE_TAKER))
          .isRefusedFor(Rule.SIGNATURE_MISSING);
      household
          .given(applied(), surveyed())
          .when(
              live(REVIEWED, new ReviewInVillage(LI, 45, 30, 16, 10, 4, null))
                  .signed(MINUTE_TAKER)
                  .asHistory())
          .isRecordedInBreachOf(Rule.SIGNATURE_MISSING);
    }

    @Test
    void ofTheAuditIsTheTownships() {
      Deed wronglySigned =
          live(AUDITED, new AuditByTownship(LI, ReviewResult.PASSED, FIRST))
              .by(REVIEWER)
              .signed(REVIEW_CHAIR, COUNTY_REVIEWER);

      Judging<Household> heard = household.given(applied(), surveyed(), reviewed());
      heard.when(wronglySigned).isRefusedFor(Rule.SIGNATURE_MISSING);
      heard.when(wronglySigned.asHistory()).isRecordedInBreachOf(Rule.SIGNATURE_MISSING);
    }

    @Test
    void ofTheCountysReviewIsTheCountys() {
      Deed wronglySigned =
          live(COUNTY_REVIEWED, new ReviewByCounty(LI, ReviewResult.PASSED, SECOND))
              .by(APPROVER)
              .signed(TOWNSHIP_AUDITOR);

      Judging<Household> heard = household.given(applied(), surveyed(), reviewed(), audited());
      heard.when(wronglySigned).isRefusedFor(Rule.SIGNATURE_MISSING);
      heard.when(wronglySigned.asHistory()).isRecordedInBreachOf(Rule.SIGNATURE_MISSING);
    }
  }

  @Nested
  @DisplayName("公告: within thirty days of the county's review")
  class Announcing {

    private void isAnnounced(int daysAfter, Rule... breaches) {
      LocalDate on = COUNTY_REVIEWED.plusDays(daysAfter);
      inA(World.usual().announced(on))
          .given(applied(), surveyed(), reviewed(), audited(), countyReviewed())
          .when(identify(on.plusDays(1), IdentificationBasis.INCOME, null))
          .isRecordedInBreachOf(breaches);
    }

    @Test
    void isInTimeOnTheThirtiethDay() {
      isAnnounced(30);
    }

    @Test
    void isFlaggedFromTheThirtyFirst() {
      isAnnounced(31, Rule.ANNOUNCED_TOO_LATE);
    }
  }

  @Nested
  @DisplayName("认定依据")
  class Basis {

    private Judging<Household> earning(IncomePart... parts) {
      return household.given(
          applied(), survey(SURVEYED, 2013, parts), reviewed(), audited(), countyReviewed());
    }

    @Test
    void isIncomeOnlyBelowTheLine() {
      IncomePart oneFenLess = new IncomePart(IncomeKind.OTHER, new Money(-1));

      earning(earned(2 * 2_736), oneFenLess).when(identified()).isRecorded();
      earning(earned(2 * 2_736)).when(identified()).isRefusedFor(Rule.BASIS_INCOME_ABOVE_LINE);
      earning(earned(2 * 2_736))
          .when(identified().asHistory())
          .isRecordedInBreachOf(Rule.BASIS_INCOME_ABOVE_LINE);
    }

    @Test
    void mayBeAnotherThanIncome() {
      for (IdentificationBasis basis : IdentificationBasis.values())
        if (basis != IdentificationBasis.INCOME)
          earning(earned(9_000)).when(identify(IDENTIFIED, basis, null)).isRecorded();
    }
  }

  @Nested
  @DisplayName("扶贫标准: a year is compared with its own line")
  class Lines {

    @Test
    void whichTheLastKnownYearStillHas() {
      LocalDate spring = LocalDate.of(2017, 3, 1);
      household.given(onTheRegister()).when(survey(spring, 2016, earned(5_000))).isRecorded();
      household
          .given(onTheRegister())
          .when(survey(spring, 2017, earned(5_000)))
          .isRecordedInBreachOf(Rule.LINE_OF_ANOTHER_YEAR);
    }

    @Test
    void whichTheFirstKnownYearHasAlready() {
      household.given(applied()).when(survey(SURVEYED, 2010, earned(5_000))).isRecorded();
      household
          .given(applied())
          .when(survey(SURVEYED, 2009, earned(5_000)))
          .isRecordedInBreachOf(Rule.LINE_OF_ANOTHER_YEAR);
    }
  }

  @Test
  @DisplayName("an exit that is under way is not applied for, audited or reviewed by the county")
  void onceOnTheRegisterNoStepOfAnApplicationIsTaken() {
    household.given(onTheWayOut()).when(audited()).isRefusedFor(Rule.NOT_APPLIED);
    household.given(onTheWayOut()).when(countyReviewed()).isRefusedFor(Rule.NOT_APPLIED);
  }
}
