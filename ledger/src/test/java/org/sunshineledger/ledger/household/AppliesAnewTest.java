package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.MINUTE_TAKER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;
import static org.sunshineledger.ledger.household.LiFamily.FIRST;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.PLANNED;
import static org.sunshineledger.ledger.household.LiFamily.SECOND;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.STRANGER;
import static org.sunshineledger.ledger.household.LiFamily.adopt;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.exits;
import static org.sunshineledger.ledger.household.LiFamily.forHousehold;
import static org.sunshineledger.ledger.household.LiFamily.forPerson;
import static org.sunshineledger.ledger.household.LiFamily.identify;
import static org.sunshineledger.ledger.household.LiFamily.onTheRegister;
import static org.sunshineledger.ledger.household.LiFamily.person;
import static org.sunshineledger.ledger.household.LiFamily.planned;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.household.LiFamily.surveyed;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.Deliberate;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.PersonalField;

/** The Li family comes back after a refusal or a removal, and of the first time nothing counts. */
@DisplayName("重新申请")
class AppliesAnewTest {

  private static final LocalDate AGAIN = day("2015-03-01");
  private static final LocalDate AFTER = day("2015-03-20");

  private final Judging<Household> household =
      Judging.of(Household.class, World.usual(), EmptyVault.create());

  private static Deed refused() {
    return live(
        PLANNED,
        new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));
  }

  private static Deed removed() {
    return live(day("2015-02-01"), new RemoveHousehold(LI, RemovalReason.WHOLE_HOUSEHOLD_GONE))
        .by(APPROVER);
  }

  /** The father alone, under a number of his own. */
  private static Deed appliedAgain() {
    return live(
        AGAIN,
        new ApplyForRegister(
            LI,
            Judging.VILLAGE,
            3,
            List.of(person(STRANGER, Relationship.HEAD, "410184196001010013")),
            List.of(PovertyCause.ILLNESS)));
  }

  private static Deed reviewedAgain() {
    return live(AFTER, new ReviewInVillage(LI, 45, 30, 16, 10, 4, null)).signed(REVIEW_CHAIR);
  }

  private static Deed auditedAgain() {
    return live(AFTER, new AuditByTownship(LI, ReviewResult.PASSED, FIRST))
        .by(REVIEWER)
        .signed(TOWNSHIP_AUDITOR);
  }

  private static Deed[] identifiedAgain() {
    return new Deed[] {
      survey(AFTER, 2014, earned(2_000)),
      reviewedAgain(),
      auditedAgain(),
      live(AFTER, new ReviewByCounty(LI, ReviewResult.PASSED, SECOND))
          .by(APPROVER)
          .signed(COUNTY_REVIEWER),
      identify(AFTER, IdentificationBasis.INCOME, null).asHistory()
    };
  }

  private static Deed deliberated(Deliberation stage) {
    return live(PLANNED, new Deliberate(LI, stage, 30, 25, 25)).signed(MINUTE_TAKER);
  }

  @Test
  void isSurveyedAnew() {
    household
        .given(applied(), surveyed(), refused(), appliedAgain())
        .when(reviewedAgain())
        .isRefusedFor(Rule.NOT_SURVEYED);
  }

  @Test
  void isReviewedAnew() {
    household
        .given(applied(), surveyed(), reviewed(), refused(), appliedAgain())
        .given(survey(AFTER, 2014, earned(2_000)))
        .when(auditedAgain())
        .isRefusedFor(Rule.NOT_REVIEWED);
  }

  @Test
  void isDeliberatedFromTheFirstStageOn() {
    Judging<Household> back =
        household
            .given(applied(), surveyed(), deliberated(Deliberation.BRANCH_PROPOSED))
            .given(refused(), appliedAgain(), survey(AGAIN, 2014, earned(2_000)));

    back.when(
            live(AFTER, new Deliberate(LI, Deliberation.BRANCH_PROPOSED, 30, 25, 25))
                .signed(MINUTE_TAKER))
        .isRecorded();
    back.when(
            live(AFTER, new Deliberate(LI, Deliberation.PARTY_MEMBERS_EXAMINED, 30, 25, 25))
                .signed(MINUTE_TAKER))
        .isRefusedFor(Rule.DELIBERATION_OUT_OF_ORDER);
  }

  @Test
  void isFreeOfTheHitsOfTheFirstTime() {
    CrossCheckHit hit = new CrossCheckHit(new HitId("01"), HEAD, Signal.FAMILY_CAR);
    household
        .given(applied(), surveyed())
        .given(live(PLANNED, new CrossCheck(LI, List.of(CrossCheckSource.VEHICLES), List.of(hit))))
        .given(refused(), appliedAgain(), survey(AGAIN, 2014, earned(2_000)))
        .when(reviewedAgain())
        .isRecorded();
  }

  @Test
  void hasOtherMembers() {
    Judging<Household> back = household.given(applied(), refused(), appliedAgain());

    back.when(live(AFTER, new CorrectMemberDetails(LI, SON, PersonalField.NAME, "李某")))
        .isRefusedFor(Rule.MEMBER_UNKNOWN);
    back.when(live(AFTER, new CorrectMemberDetails(LI, STRANGER, PersonalField.NAME, "李某")))
        .isRecorded();
  }

  @Test
  void hasAnotherPlan() {
    Judging<Household> back =
        household
            .given(onTheRegister(planned(), removed(), appliedAgain()))
            .given(identifiedAgain());
    Deed newPlan =
        adopt(
            AFTER,
            List.of(forPerson("05", STRANGER, MeasureKind.HEALTH_AID, null)),
            List.of(
                forHousehold("06", MeasureKind.INDUSTRY_SUPPORT, null),
                forHousehold("07", MeasureKind.MICROCREDIT, null)));

    back.when(newPlan).isRecorded();
    back.given(newPlan)
        .when(
            live(
                day("2015-06-01"),
                new DeliverMeasure(LI, new MeasureId("03"), DeliveryResult.DELIVERED, STRANGER)))
        .isRefusedFor(Rule.MEASURE_UNKNOWN);
  }

  @Test
  void isNoMoreFoundWronglyIncluded() {
    household
        .given(
            onTheRegister(
                live(PLANNED, new Reverify(LI, ReverificationOutcome.WRONG_INCLUSION)),
                removed(),
                appliedAgain()))
        .given(identifiedAgain())
        .when(
            live(
                    day("2015-06-01"),
                    new RemoveHousehold(LI, RemovalReason.NOT_ELIGIBLE_FROM_THE_START))
                .by(APPROVER))
        .isRefusedFor(Rule.NOT_FOUND_WRONGLY_INCLUDED);
  }

  @Test
  void isNothingToRemoveOrToPlanForOnceItIsRemoved() {
    Judging<Household> gone = household.given(onTheRegister(planned(), removed()));

    gone.when(live(AGAIN, new RemoveHousehold(LI, RemovalReason.DUPLICATE)).by(APPROVER))
        .isRefusedFor(Rule.NOT_ON_REGISTER);
    gone.when(
            live(
                AGAIN,
                new RevisePlan(
                    LI,
                    List.of(),
                    List.of(),
                    List.of(),
                    PlanRevisionReason.HOUSEHOLD_REQUEST,
                    APPROVER,
                    2016)))
        .isRefusedFor(Rule.NOT_ON_REGISTER);
    gone.when(exits().asHistory())
        .isRecordedInBreachOf(
            Rule.NOT_ON_REGISTER,
            Rule.EXIT_NOT_PROPOSED,
            Rule.EXIT_NOT_VERIFIED,
            Rule.GOVERNMENT_HAS_NOT_CONFIRMED,
            Rule.HOUSEHOLD_HAS_NOT_CONFIRMED,
            Rule.EXIT_NOTICE_NOT_CLEAN);
  }

  @Test
  void nobodyActsForAStrangerOfTheHousehold() {
    Judging<Household> registered = household.given(onTheRegister(planned()));

    registered
        .when(live(AGAIN, new DeclareKinship(LI, STRANGER, APPROVER, Kinship.SIBLING)))
        .isRefusedFor(Rule.MEMBER_UNKNOWN);
    registered
        .when(
            live(
                AGAIN,
                new DeliverMeasure(LI, new MeasureId("03"), DeliveryResult.DELIVERED, STRANGER)))
        .isRefusedFor(Rule.MEMBER_UNKNOWN);
    registered
        .when(
            live(
                    AGAIN,
                    new DisputeExit(
                        LI, new HouseholdSigner(STRANGER, false), DisputeGrounds.HOUSING_UNSAFE))
                .asHistory())
        .isRefusedFor(Rule.MEMBER_UNKNOWN);
  }
}
