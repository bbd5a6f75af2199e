package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.household.LiFamily.APPLIED;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.PLANNED;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.STRANGER;
import static org.sunshineledger.ledger.household.LiFamily.World.policyOf;
import static org.sunshineledger.ledger.household.LiFamily.adopt;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.forHousehold;
import static org.sunshineledger.ledger.household.LiFamily.forPerson;
import static org.sunshineledger.ledger.household.LiFamily.onTheRegister;
import static org.sunshineledger.ledger.household.LiFamily.person;
import static org.sunshineledger.ledger.household.LiFamily.planned;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.plan.MeasureKind.EDUCATION_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.HEALTH_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.INDUSTRY_SUPPORT;
import static org.sunshineledger.ledger.plan.MeasureKind.MICROCREDIT;
import static org.sunshineledger.ledger.plan.MeasureKind.SUBSISTENCE_ALLOWANCE;
import static org.sunshineledger.ledger.plan.MeasureKind.TRANSFER_EMPLOYMENT;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.IdNumbers;

/** Whether a plan fits: for whom its measures are, on which policy they rest, what they ask. */
@DisplayName("帮扶措施")
class PlanFittingTest {

  private static Judging<Household> inA(World world) {
    return Judging.of(Household.class, world, EmptyVault.create());
  }

  private final Judging<Household> household = inA(World.usual());

  private static List<PersonMeasure> eachWith(MeasureKind kindForTheSon) {
    return List.of(
        forPerson("01", HEAD, HEALTH_AID, policyOf(Sector.HEALTH)),
        forPerson("02", SON, kindForTheSon, policyOf(kindForTheSon.sector())));
  }

  private static List<HouseholdMeasure> twoWith(MeasureKind kind, @Nullable PolicyId policy) {
    return List.of(
        forHousehold("03", INDUSTRY_SUPPORT, policyOf(Sector.INDUSTRY)),
        forHousehold("04", kind, policy));
  }

  private static List<HouseholdMeasure> two() {
    return twoWith(MICROCREDIT, policyOf(Sector.FINANCE));
  }

  private static Deed revise(List<PersonMeasure> added) {
    return live(
        day("2016-07-01"),
        new RevisePlan(
            LI, added, List.of(), List.of(), PlanRevisionReason.HOUSEHOLD_REQUEST, APPROVER, 2017));
  }

  @Nested
  @DisplayName("对象")
  class ForWhom {

    private static List<PersonMeasure> withAStranger() {
      return List.of(
          forPerson("01", HEAD, HEALTH_AID, null),
          forPerson("02", SON, EDUCATION_AID, null),
          forPerson("05", STRANGER, EDUCATION_AID, null));
    }

    @Test
    void isAMemberOfTheHousehold() {
      household
          .given(onTheRegister())
          .when(adopt(PLANNED, withAStranger(), two()))
          .isRefusedFor(Rule.MEASURE_FOR_NOBODY);
      household
          .given(onTheRegister())
          .when(adopt(PLANNED, withAStranger(), two()).asHistory())
          .isRefusedFor(Rule.MEASURE_FOR_NOBODY);
    }

    @Test
    void isAMemberWhenThePlanIsRevisedToo() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(forPerson("05", STRANGER, HEALTH_AID, policyOf(Sector.HEALTH)))))
          .isRefusedFor(Rule.MEASURE_FOR_NOBODY);
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(forPerson("05", SON, HEALTH_AID, policyOf(Sector.HEALTH)))))
          .isRecorded();
    }
  }

  @Nested
  @DisplayName("旧计划")
  class AnotherPlan {

    private static Deed second(List<PersonMeasure> persons, List<HouseholdMeasure> household) {
      return adopt(PLANNED.plusDays(30), persons, household).asHistory();
    }

    @Test
    void takesThePlaceOfTheFirstWithItsMeasures() {
      household
          .given(onTheRegister(planned()))
          .when(
              second(
                  List.of(forPerson("05", HEAD, HEALTH_AID, null)),
                  List.of(forHousehold("06", INDUSTRY_SUPPORT, null))))
          .isRecordedInBreachOf(Rule.PLAN_ALREADY_ADOPTED, Rule.PLAN_BELOW_N_PLUS_2);
      household
          .given(onTheRegister(planned()))
          .given(
              second(
                  List.of(
                      forPerson("05", HEAD, HEALTH_AID, null),
                      forPerson("06", SON, EDUCATION_AID, null)),
                  List.of(
                      forHousehold("07", INDUSTRY_SUPPORT, null),
                      forHousehold("08", MICROCREDIT, null))))
          .when(
              live(
                  day("2015-01-01"),
                  new DeliverMeasure(LI, new MeasureId("01"), DeliveryResult.DELIVERED, HEAD)))
          .isRefusedFor(Rule.MEASURE_UNKNOWN);
    }

    @Test
    void isNoPlanWhereOneWasOnlyRevised() {
      Judging<Household> revised =
          household.given(
              onTheRegister(
                  revise(List.of(forPerson("01", HEAD, HEALTH_AID, policyOf(Sector.HEALTH))))
                      .asHistory()));
      Deed delivered =
          live(
              day("2016-08-01"),
              new DeliverMeasure(LI, new MeasureId("01"), DeliveryResult.DELIVERED, HEAD));

      revised.when(delivered).isRefusedFor(Rule.NO_PLAN);
      revised.when(delivered.asHistory()).isRecordedInBreachOf(Rule.NO_PLAN);
    }
  }

  @Nested
  @DisplayName("行业政策 1+N")
  class Policies {

    private static final LocalDate BEFORE = day("2016-06-30");
    private static final LocalDate SINCE = day("2016-07-01");

    private static Deed on(LocalDate day, @Nullable PolicyId ofTheLoan) {
      return adopt(day, eachWith(EDUCATION_AID), twoWith(MICROCREDIT, ofTheLoan));
    }

    private static Deed forTheSon(@Nullable PolicyId policy) {
      return adopt(
          SINCE,
          List.of(
              forPerson("01", HEAD, HEALTH_AID, policyOf(Sector.HEALTH)),
              forPerson("02", SON, EDUCATION_AID, policy)),
          two());
    }

    private final Judging<Household> registered = household.given(onTheRegister());

    @Test
    void areCitedSinceTheSectorPlansAreOut() {
      registered.when(on(SINCE, policyOf(Sector.FINANCE))).isRecorded();
      registered.when(on(SINCE, null)).isRecordedInBreachOf(Rule.MEASURE_WITHOUT_POLICY);
      registered.when(forTheSon(null)).isRecordedInBreachOf(Rule.MEASURE_WITHOUT_POLICY);
      registered.when(on(BEFORE, null)).isRecorded();
    }

    @Test
    void areThoseOfTheSector() {
      registered
          .when(on(SINCE, policyOf(Sector.INDUSTRY)))
          .isRecordedInBreachOf(Rule.MEASURE_WITHOUT_POLICY);
      registered
          .when(forTheSon(policyOf(Sector.HEALTH)))
          .isRecordedInBreachOf(Rule.MEASURE_WITHOUT_POLICY);
    }

    @Test
    void areCitedByWhatIsAddedLater() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(forPerson("05", SON, HEALTH_AID, null))))
          .isRecordedInBreachOf(Rule.MEASURE_WITHOUT_POLICY);
    }
  }

  @Nested
  @DisplayName("转移就业: work is for those of working age")
  class Work {

    private Judging<Household> whereAllAreBorn(LocalDate day) {
      return inA(World.usual().whereAllAreBorn(day)).given(onTheRegister());
    }

    private static Deed planned(MeasureKind kindForTheSon) {
      return adopt(PLANNED, eachWith(kindForTheSon), two());
    }

    @Test
    void fromTheSixteenthBirthday() {
      LocalDate sixteenToday = PLANNED.minusYears(16);

      whereAllAreBorn(sixteenToday).when(planned(TRANSFER_EMPLOYMENT)).isRecorded();
      whereAllAreBorn(sixteenToday.plusDays(1))
          .when(planned(TRANSFER_EMPLOYMENT))
          .isRecordedInBreachOf(Rule.TOO_YOUNG_TO_WORK);
    }

    @Test
    void asksNobodyWhoIsToLearn() {
      whereAllAreBorn(PLANNED.minusYears(10)).when(planned(EDUCATION_AID)).isRecorded();
    }

    @Test
    void takesWhoseAgeIsNotKnownToBeOldEnough() {
      household.given(onTheRegister()).when(planned(TRANSFER_EMPLOYMENT)).isRecorded();
    }
  }

  @Nested
  @DisplayName("低保、两线合一")
  class Allowance {

    private static final LocalDate BEFORE = day("2016-06-30");
    private static final LocalDate SINCE = day("2016-07-01");

    private static Deed on(LocalDate day) {
      return adopt(
          day,
          eachWith(EDUCATION_AID),
          twoWith(SUBSISTENCE_ALLOWANCE, policyOf(Sector.SUBSISTENCE_AND_RELIEF)));
    }

    private Judging<Household> earning(IncomePart... parts) {
      return household.given(onTheRegister(survey(day("2016-03-01"), 2015, parts)));
    }

    @Test
    void isForIncomesBelowTheLineOfTheirYear() {
      IncomePart oneFenLess = new IncomePart(IncomeKind.OTHER, new Money(-1));

      earning(earned(2 * 2_855), oneFenLess).when(on(SINCE)).isRecorded();
      earning(earned(2 * 2_855)).when(on(SINCE)).isRecordedInBreachOf(Rule.ALLOWANCE_ABOVE_LINE);
    }

    @Test
    void wasOfAnotherLineBeforeTheTwoBecameOne() {
      earning(earned(9_000)).when(on(BEFORE)).isRecorded();
    }

    @Test
    void isNotAskedAboutWhereNobodyGetsIt() {
      earning(earned(9_000)).when(adopt(SINCE, eachWith(EDUCATION_AID), two())).isRecorded();
    }
  }

  @Nested
  @DisplayName("N+2 when a member joins")
  class MoreMembers {

    private static final MemberId BABY = new MemberId("03");

    private static Deed born(LocalDate day) {
      return live(
          day,
          new AddMember(
              LI, person(BABY, Relationship.GRANDCHILD, IdNumbers.of(day, 1)), JoinReason.BIRTH));
    }

    private static Deed born() {
      return born(day("2015-02-01"));
    }

    @Test
    void isFlaggedAndNobodyIsRefused() {
      household
          .given(onTheRegister(planned()))
          .when(born())
          .isRecordedInBreachOf(Rule.PLAN_BELOW_N_PLUS_2);
      household
          .given(onTheRegister(planned()))
          .when(born().asHistory())
          .isRecordedInBreachOf(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void isNotAskedWhereThereIsNoPlanYet() {
      household.given(onTheRegister()).when(born()).isRecorded();
      household.given(onTheRegister(planned())).when(born(PLANNED.minusDays(1))).isRecorded();
      household
          .given(onTheRegister(planned()))
          .when(born(PLANNED))
          .isRecordedInBreachOf(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void isMadeGoodByOneMeasureMore() {
      Deed forTheBaby =
          live(
              day("2015-03-01"),
              new RevisePlan(
                  LI,
                  List.of(forPerson("05", BABY, HEALTH_AID, null)),
                  List.of(),
                  List.of(),
                  PlanRevisionReason.HEAD_COUNT_CHANGED,
                  APPROVER,
                  2016));
      Deed forTheHead =
          live(
              day("2015-03-01"),
              new RevisePlan(
                  LI,
                  List.of(forPerson("05", HEAD, HEALTH_AID, null)),
                  List.of(),
                  List.<MeasureId>of(),
                  PlanRevisionReason.HEAD_COUNT_CHANGED,
                  APPROVER,
                  2016));

      household.given(onTheRegister(planned(), born())).when(forTheBaby).isRecorded();
      household
          .given(onTheRegister(planned(), born()))
          .when(forTheHead)
          .isRefusedFor(Rule.PLAN_BELOW_N_PLUS_2);
      household
          .given(onTheRegister(planned(), born()))
          .when(forTheHead.asHistory())
          .isRecordedInBreachOf(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void nobodyJoinsAHouseholdThatIsClosed() {
      Deed refused =
          live(
              APPLIED.plusDays(1),
              new HouseholdOrder.RefuseIdentification(
                  LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));

      household.given(LiFamily.applied(), refused).when(born()).isRefusedFor(Rule.NOT_ON_REGISTER);
    }
  }
}
