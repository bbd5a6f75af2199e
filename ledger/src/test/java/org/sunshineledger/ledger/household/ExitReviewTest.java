package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.VILLAGE_COMMITTEE;
import static org.sunshineledger.ledger.household.LiFamily.AUTUMN;
import static org.sunshineledger.ledger.household.LiFamily.CONFIRMED;
import static org.sunshineledger.ledger.household.LiFamily.EXITED;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.PROPOSED;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.THE_HEAD;
import static org.sunshineledger.ledger.household.LiFamily.VERIFIED;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.confirmedBy;
import static org.sunshineledger.ledger.household.LiFamily.confirmedByGovernment;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.exitReview;
import static org.sunshineledger.ledger.household.LiFamily.exitReviewed;
import static org.sunshineledger.ledger.household.LiFamily.exited;
import static org.sunshineledger.ledger.household.LiFamily.exits;
import static org.sunshineledger.ledger.household.LiFamily.onTheRegister;
import static org.sunshineledger.ledger.household.LiFamily.onTheWayOut;
import static org.sunshineledger.ledger.household.LiFamily.propose;
import static org.sunshineledger.ledger.household.LiFamily.proposed;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.household.LiFamily.verified;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.rules.Rule;

/** 民主评议后提出: an exit begins with a review, and begins anew when it came to nothing. */
@DisplayName("退出评议")
class ExitReviewTest {

  private static Judging<Household> inA(World world) {
    return Judging.of(Household.class, world, EmptyVault.create());
  }

  private final Judging<Household> household = inA(World.usual());

  private static Deed surveyed2016() {
    return survey(AUTUMN, 2016, earned(6_000));
  }

  @Nested
  @DisplayName("评议")
  class Review {

    @Test
    void comesBeforeTheProposal() {
      household
          .given(onTheRegister(surveyed2016()))
          .when(proposed())
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
      household
          .given(onTheRegister(surveyed2016()))
          .when(proposed().asHistory())
          .isRecordedInBreachOf(Rule.EXIT_NOT_REVIEWED);
    }

    @Test
    void isInTimeOnTheDayOfTheProposalAndLateOnTheNext() {
      household
          .given(onTheRegister(surveyed2016(), exitReview(PROPOSED, 20)))
          .when(proposed())
          .isRecorded();
      household
          .given(onTheRegister(surveyed2016(), exitReview(PROPOSED.plusDays(1), 20)))
          .when(proposed())
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
    }

    @Test
    void isWonByMoreThanHalfOfThosePresent() {
      household
          .given(onTheRegister(surveyed2016(), exitReview(AUTUMN, 16)))
          .when(proposed())
          .isRecorded();
      household
          .given(onTheRegister(surveyed2016(), exitReview(AUTUMN, 15)))
          .when(proposed())
          .isRefusedFor(Rule.REVIEW_WITHOUT_MAJORITY);
      household
          .given(onTheRegister(surveyed2016(), exitReview(AUTUMN, 15)))
          .when(proposed().asHistory())
          .isRecordedInBreachOf(Rule.REVIEW_WITHOUT_MAJORITY);
    }

    @Test
    void ofTheApplicationIsNoneOfTheExit() {
      // It was held in 2014, about another question.
      household
          .given(onTheRegister(surveyed2016()))
          .when(propose(PROPOSED, 2016))
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
    }

    @Test
    void ofAnApplicantHasItsOwnProcedure() {
      household.given(applied()).when(exitReviewed()).isRefusedFor(Rule.NOT_SURVEYED);
    }
  }

  @Nested
  @DisplayName("不认可")
  class Dispute {

    private static Deed disputed() {
      return live(CONFIRMED, new DisputeExit(LI, THE_HEAD, DisputeGrounds.INCOME_NOT_REACHED));
    }

    @Test
    void isOfAnExitUnderWay() {
      household.given(onTheRegister()).when(disputed()).isRefusedFor(Rule.EXIT_NOT_PROPOSED);
      household
          .given(onTheRegister())
          .when(disputed().asHistory())
          .isRecordedInBreachOf(Rule.EXIT_NOT_PROPOSED);
    }

    @Test
    void asksForANewReview() {
      LocalDate later = CONFIRMED.plusDays(5);

      household
          .given(onTheWayOut(disputed()))
          .when(propose(later, 2016))
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
      household
          .given(onTheWayOut(disputed(), exitReview(later, 16)))
          .when(propose(later, 2016))
          .isRecorded();
    }

    @Test
    void takesVerificationAndConfirmationsAway() {
      LocalDate later = CONFIRMED.plusDays(5);
      Judging<Household> proposedAgain =
          household.given(
              onTheWayOut(
                  verified(),
                  confirmedByGovernment(),
                  disputed(),
                  exitReview(later, 16),
                  propose(later, 2016)));

      proposedAgain
          .when(exits().asHistory())
          .isRecordedInBreachOf(
              Rule.EXIT_NOT_VERIFIED,
              Rule.GOVERNMENT_HAS_NOT_CONFIRMED,
              Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    }
  }

  @Nested
  @DisplayName("在册时间")
  class TimeOnTheRegister {

    private static Deed[] until(LocalDate day, int year) {
      return onTheRegister(survey(day, year, earned(6_000)), exitReview(day, 20));
    }

    @Test
    void isACalendarYearInTheExampleCounty() {
      LocalDate lastDay = day("2014-12-31");
      LocalDate nextDay = day("2015-01-01");
      Judging<Household> example = household.in(Judging.EXAMPLE);

      example
          .given(asHistory(until(lastDay, 2014)))
          .when(propose(lastDay, 2014))
          .isRefusedFor(Rule.IDENTIFIED_TOO_RECENTLY);
      example
          .given(asHistory(until(lastDay, 2014)))
          .when(propose(lastDay, 2014).asHistory())
          .isRecordedInBreachOf(Rule.IDENTIFIED_TOO_RECENTLY);
      example.given(asHistory(until(nextDay, 2014))).when(propose(nextDay, 2014)).isRecorded();
    }

    @Test
    void isNotAskedForInZhengzhou() {
      LocalDate lastDay = day("2014-12-31");

      household.given(until(lastDay, 2014)).when(propose(lastDay, 2014)).isRecorded();
    }

    private static Deed[] asHistory(Deed... deeds) {
      return java.util.Arrays.stream(deeds).map(Deed::asHistory).toArray(Deed[]::new);
    }
  }

  @Nested
  @DisplayName("预期收益")
  class ExpectedIncome {

    private Judging<Household> earning(long received, long expected) {
      return household.given(
          onTheRegister(
              survey(
                  AUTUMN,
                  2016,
                  earned(received),
                  new IncomePart(IncomeKind.EXPECTED, Money.ofYuan(expected))),
              exitReviewed()));
    }

    @Test
    void doesNotLiftAnybodyOverTheLine() {
      earning(5_904, 1_000).when(proposed()).isRecorded();
      earning(5_902, 2).when(proposed()).isRecordedInBreachOf(Rule.INCOME_EXPECTED);
    }

    @Test
    void doesNotHideThatTheLineIsNotReachedAtAll() {
      earning(5_000, 100).when(proposed()).isRefusedFor(Rule.EXIT_INCOME_BELOW_LINE);
      earning(5_000, 100)
          .when(proposed().asHistory())
          .isRecordedInBreachOf(Rule.EXIT_INCOME_BELOW_LINE, Rule.INCOME_EXPECTED);
    }
  }

  @Nested
  @DisplayName("签字人")
  class Signer {

    private Judging<Household> whereAllAreBorn(LocalDate day) {
      return inA(World.usual().whereAllAreBorn(day)).given(onTheWayOut(verified()));
    }

    @Test
    void isOfAgeFromTheEighteenthBirthday() {
      LocalDate eighteenToday = CONFIRMED.minusYears(18);

      whereAllAreBorn(eighteenToday).when(confirmedBy(THE_HEAD)).isRecorded();
      whereAllAreBorn(eighteenToday.plusDays(1))
          .when(confirmedBy(THE_HEAD))
          .isRefusedFor(Rule.SIGNER_UNDER_AGE);
      whereAllAreBorn(eighteenToday.plusDays(1))
          .when(confirmedBy(THE_HEAD).asHistory())
          .isRecordedInBreachOf(Rule.SIGNER_UNDER_AGE);
    }

    @Test
    void mayBeAnAgentOfAChild() {
      whereAllAreBorn(CONFIRMED.minusYears(9))
          .when(confirmedBy(new HouseholdSigner(SON, true)))
          .isRecorded();
    }

    @Test
    void ofTheVerificationIsNotOneForBothBodies() {
      Deed byOneBody =
          live(VERIFIED, new VerifyExit(LI, ReviewResult.PASSED)).signed(VILLAGE_COMMITTEE);

      household
          .given(onTheWayOut())
          .when(byOneBody.asHistory())
          .isRecordedInBreachOf(Rule.SIGNATURE_MISSING);
    }
  }

  @Nested
  @DisplayName("错退、返贫")
  class BackAgain {

    private static final LocalDate LATER = day("2017-03-01");

    private static Deed foundFalse(LocalDate day) {
      return live(day, new Reverify(LI, ReverificationOutcome.FALSE_EXIT));
    }

    private static Deed relapsed() {
      return live(LATER, new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL));
    }

    @Test
    void aFalseExitPutsTheHouseholdBackOnTheRegister() {
      household
          .given(exited())
          .when(foundFalse(LATER))
          .records(
              new HouseholdReverified(
                  LI, ReverificationOutcome.FALSE_EXIT, 2, RegisterStatus.ON_REGISTER));
      household.given(exited(foundFalse(LATER))).when(relapsed()).isRefusedFor(Rule.NOT_EXITED);
    }

    @Test
    void onlyAnExitCanHaveBeenFalse() {
      household.given(onTheRegister()).when(foundFalse(LATER)).isRefusedFor(Rule.NOT_EXITED);
      household
          .given(onTheRegister())
          .when(foundFalse(LATER).asHistory())
          .isRecordedInBreachOf(Rule.NOT_EXITED);
      household.given(exited()).when(foundFalse(EXITED.minusDays(1))).isRefusedFor(Rule.NOT_EXITED);
      household.given(exited()).when(foundFalse(EXITED)).isRecorded();
    }

    @Test
    void whoIsBackLeavesByAWholeProcedureOnly() {
      household
          .given(exited(foundFalse(LATER)))
          .when(propose(LATER, 2016))
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
      household
          .given(exited(foundFalse(LATER), exitReview(LATER, 20)))
          .when(propose(LATER, 2016))
          .isRecorded();
      household
          .given(exited(relapsed()))
          .when(propose(LATER, 2016))
          .isRefusedFor(Rule.EXIT_NOT_REVIEWED);
    }

    @Test
    void aRelapseIsOfWhoHasExited() {
      household
          .given(exited())
          .when(relapsed())
          .records(new RelapseRecorded(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL, 2));
      household
          .given(onTheRegister())
          .when(relapsed().asHistory())
          .isRecordedInBreachOf(Rule.NOT_EXITED);
    }
  }
}
