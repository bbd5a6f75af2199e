package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.APPROVER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.INVESTIGATOR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.IDENTIFIED;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.STRANGER;
import static org.sunshineledger.ledger.household.LiFamily.SURVEYED;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.audited;
import static org.sunshineledger.ledger.household.LiFamily.countyReviewed;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.identified;
import static org.sunshineledger.ledger.household.LiFamily.identify;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.household.LiFamily.surveyed;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Rule;

/** What other registers say of the Li family, and what comes of it. */
@DisplayName("数据比对")
class CrossCheckTest {

  private static final HitId HIT = new HitId("01");
  private static final LocalDate COMPARED = SURVEYED.plusDays(2);

  private final Judging<Household> household =
      Judging.of(Household.class, World.usual(), EmptyVault.create());

  private static Deed compare(CrossCheckHit... hits) {
    return live(COMPARED, new CrossCheck(LI, List.of(CrossCheckSource.VEHICLES), List.of(hits)));
  }

  private static CrossCheckHit hit(Signal signal, @Nullable MemberId member) {
    return new CrossCheckHit(HIT, member, signal);
  }

  private static Deed foundACar() {
    return compare(hit(Signal.FAMILY_CAR, HEAD));
  }

  private static Deed settle(HitId hit, HitOutcome outcome) {
    return live(COMPARED.plusDays(1), new SettleHit(LI, hit, outcome)).signed(INVESTIGATOR);
  }

  @Nested
  @DisplayName("疑点")
  class Hits {

    @Test
    void areRecordedWithWhatWasCompared() {
      household
          .given(applied())
          .when(foundACar())
          .records(
              new CrossChecked(
                  LI, List.of(CrossCheckSource.VEHICLES), List.of(hit(Signal.FAMILY_CAR, HEAD))));
    }

    @Test
    void concernAMemberOrTheHousehold() {
      household.given(applied()).when(compare(hit(Signal.FAMILY_CAR, null))).isRecorded();
      household
          .given(applied())
          .when(compare(hit(Signal.FAMILY_CAR, STRANGER)))
          .isRefusedFor(Rule.MEMBER_UNKNOWN);
    }

    @Test
    void haveEachItsNumber() {
      household.given(applied(), foundACar()).when(foundACar()).isRefusedFor(Rule.ALREADY_EXISTS);
      household
          .given(applied())
          .when(compare(hit(Signal.FAMILY_CAR, null), hit(Signal.COMPANY, null)))
          .isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void areSettledOnce() {
      household
          .given(applied(), foundACar())
          .when(settle(HIT, HitOutcome.REFUTED))
          .records(new CrossCheckHitSettled(LI, HIT, HitOutcome.REFUTED));
      household
          .given(applied(), foundACar(), settle(HIT, HitOutcome.REFUTED))
          .when(settle(HIT, HitOutcome.CONFIRMED).asHistory())
          .isRefusedFor(Rule.HIT_UNKNOWN);
    }

    @Test
    void thatNobodyFoundAreNotSettled() {
      household
          .given(applied(), foundACar())
          .when(settle(new HitId("02"), HitOutcome.REFUTED))
          .isRefusedFor(Rule.HIT_UNKNOWN);
    }

    @Test
    void areSettledByWhoLookedIntoThem() {
      Deed byTheChair =
          live(COMPARED, new SettleHit(LI, HIT, HitOutcome.REFUTED)).signed(REVIEW_CHAIR);

      household.given(applied(), foundACar()).when(byTheChair).isRefusedFor(Rule.SIGNATURE_MISSING);
      household
          .given(applied(), foundACar())
          .when(byTheChair.asHistory())
          .isRecordedInBreachOf(Rule.SIGNATURE_MISSING);
    }
  }

  @Nested
  @DisplayName("未核实: while one is open")
  class Open {

    @Test
    void theVillageDoesNotReview() {
      household
          .given(applied(), surveyed(), foundACar())
          .when(reviewed())
          .isRefusedFor(Rule.HIT_NOT_SETTLED);
      household
          .given(applied(), surveyed(), foundACar())
          .when(reviewed().asHistory())
          .isRecordedInBreachOf(Rule.HIT_NOT_SETTLED);
      household
          .given(applied(), surveyed(), foundACar(), settle(HIT, HitOutcome.EXPLAINED))
          .when(reviewed())
          .isRecorded();
    }

    @Test
    void nobodyPassesItNorIdentifiesIt() {
      household
          .given(applied(), surveyed(), reviewed(), foundACar().asHistory())
          .when(audited())
          .isRefusedFor(Rule.HIT_NOT_SETTLED);
      household
          .given(applied(), surveyed(), reviewed(), audited(), countyReviewed(), foundACar())
          .when(identified())
          .isRefusedFor(Rule.HIT_NOT_SETTLED);
    }

    @Test
    void theHouseIsEnteredAgainAndMoreRegistersAreAsked() {
      CrossCheckHit another = new CrossCheckHit(new HitId("02"), null, Signal.COMPANY);

      household
          .given(applied(), foundACar())
          .when(survey(COMPARED, 2013, earned(5_000)))
          .isRecorded();
      household.given(applied(), foundACar()).when(compare(another)).isRecorded();
    }
  }

  @Nested
  @DisplayName("不得识别或慎重识别")
  class Exclusion {

    private Judging<Household> with(Signal signal, HitOutcome outcome) {
      return household.given(
          applied(),
          surveyed(),
          compare(hit(signal, null)).asHistory(),
          settle(HIT, outcome),
          reviewed().asHistory(),
          audited().asHistory(),
          countyReviewed().asHistory());
    }

    private static Deed identifiedThough(@Nullable ExceptionReason exception) {
      return identify(IDENTIFIED, IdentificationBasis.INCOME, exception);
    }

    private static Deed justified() {
      return identifiedThough(ExceptionReason.MEANS_OF_LIVELIHOOD)
          .signed(COUNTY_REVIEWER, APPROVER);
    }

    @Test
    void isAMatterOfCautionInZhengzhouAndFlagged() {
      with(Signal.FAMILY_CAR, HitOutcome.CONFIRMED)
          .when(justified())
          .isRecordedInBreachOf(Rule.EXCLUSION_SIGNAL);
    }

    @Test
    void isAMatterOfCourseInTheExampleCounty() {
      Judging<Household> example =
          with(Signal.FAMILY_CAR, HitOutcome.CONFIRMED)
              .in(Judging.EXAMPLE)
              .given(countyReviewed(LiFamily.FIRST).asHistory());

      example.when(justified()).isRefusedFor(Rule.EXCLUSION_SIGNAL);
      example.when(justified().asHistory()).isRecordedInBreachOf(Rule.EXCLUSION_SIGNAL);
    }

    @ParameterizedTest
    @EnumSource(
        value = HitOutcome.class,
        names = {"REFUTED", "EXPLAINED"})
    void isNotWhatWasNotConfirmed(HitOutcome outcome) {
      with(Signal.FAMILY_CAR, outcome).when(identifiedThough(null)).isRecorded();
    }

    @Test
    void isOnlyWhatThePlaceLists() {
      Judging<Household> living = with(Signal.NOT_RESIDENT, HitOutcome.CONFIRMED);

      living.when(identifiedThough(null)).isRecorded();
      living.in(Judging.EXAMPLE).when(identifiedThough(null)).isRefusedFor(Rule.EXCLUSION_SIGNAL);
    }

    @Test
    void isLeftAsideForAReasonAndByTwo() {
      Judging<Household> owning = with(Signal.FAMILY_CAR, HitOutcome.CONFIRMED);
      Deed withoutReason = identifiedThough(null).signed(COUNTY_REVIEWER, APPROVER);
      Deed byOne = identifiedThough(ExceptionReason.NOT_THEIR_OWN).signed(COUNTY_REVIEWER);
      // One officer in two capacities is one signer.
      Deed byOneTwice =
          identifiedThough(ExceptionReason.NOT_THEIR_OWN).signed(REVIEW_CHAIR, INVESTIGATOR);

      for (Deed deed : List.of(withoutReason, byOne, byOneTwice)) {
        owning.when(deed).isRefusedFor(Rule.EXCEPTION_NOT_JUSTIFIED);
        owning
            .when(deed.asHistory())
            .isRecordedInBreachOf(Rule.EXCLUSION_SIGNAL, Rule.EXCEPTION_NOT_JUSTIFIED);
      }
    }
  }
}
