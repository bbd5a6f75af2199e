package org.sunshineledger.ledger.mutualaid;

import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.DefaultCompensated;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanDefaulted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundDissolved;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.ChangeMutualAidTerms;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.CompensateDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.DissolveMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RecordLoanDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RepayLoan;
import org.sunshineledger.ledger.rules.Rule;

/** A village's deposit of 100,000 yuan, lent six-fold, at most 20,000 to a household. */
@DisplayName("金种子互助资金")
class MutualAidFundTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.APRIL, 1);
  private static final LocalDate DUE = LocalDate.of(2016, Month.APRIL, 1);
  private static final RegionCode VILLAGE = Judging.VILLAGE;
  private static final HouseholdId ELSEWHERE = new HouseholdId("4101732029990001");
  private static final LoanId FIRST = new LoanId("001");

  private static final Borrowers BORROWERS =
      household -> household.equals(ELSEWHERE) ? new RegionCode("410173202999") : VILLAGE;

  private final Judging<MutualAidFund> fund = Judging.of(MutualAidFund.class, BORROWERS);

  private static HouseholdId household(int number) {
    return new HouseholdId("410173202201%04d".formatted(number));
  }

  private static Deed established() {
    return live(
        DAY, new EstablishMutualAidFund(VILLAGE, Money.ofYuan(100_000), 6, Money.ofYuan(20_000)));
  }

  private static Deed terms(int leverage, long cap) {
    return live(DAY, new ChangeMutualAidTerms(VILLAGE, leverage, Money.ofYuan(cap)));
  }

  private static Deed loan(int number, HouseholdId household, long yuan) {
    return loan(number, household, yuan, DUE, LoanUse.LIVESTOCK);
  }

  private static Deed loan(
      int number, HouseholdId household, long yuan, LocalDate due, LoanUse use) {
    return live(
        DAY,
        new GrantLoan(
            VILLAGE,
            new LoanId("%03d".formatted(number)),
            household,
            Money.ofYuan(yuan),
            due,
            use));
  }

  /** To thirty households all that may be lent. */
  private static Deed[] allLent() {
    Deed[] lent = new Deed[31];
    lent[0] = established();
    for (int i = 1; i <= 30; i++) lent[i] = loan(i, household(i), 20_000);
    return lent;
  }

  private static Deed repay(LoanId loan, long yuan) {
    return live(DAY, new RepayLoan(VILLAGE, loan, Money.ofYuan(yuan)));
  }

  private static Deed defaulted(LocalDate day) {
    return live(day, new RecordLoanDefault(VILLAGE, FIRST));
  }

  private static Deed compensate(long yuan) {
    return live(DUE.plusDays(30), new CompensateDefault(VILLAGE, FIRST, Money.ofYuan(yuan)));
  }

  private static Deed dissolve() {
    return live(DUE.plusDays(60), new DissolveMutualAidFund(VILLAGE));
  }

  @Test
  void isEstablishedOnceWithMoney() {
    fund.when(established())
        .records(
            new MutualAidFundEstablished(VILLAGE, Money.ofYuan(100_000), 6, Money.ofYuan(20_000)));
    fund.given(established()).when(established()).isRefusedFor(Rule.ALREADY_EXISTS);
    fund.when(live(DAY, new EstablishMutualAidFund(VILLAGE, Money.ZERO, 6, Money.ofYuan(1))))
        .isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
    fund.when(live(DAY, new EstablishMutualAidFund(VILLAGE, Money.ofYuan(1), 6, Money.ZERO)))
        .isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void lendsToAHouseholdOfTheVillage() {
    fund.given(established())
        .when(loan(1, household(1), 20_000))
        .records(
            new LoanGranted(
                VILLAGE, FIRST, household(1), Money.ofYuan(20_000), DUE, LoanUse.LIVESTOCK));
    fund.given(established())
        .when(loan(1, ELSEWHERE, 1))
        .isRefusedFor(Rule.BORROWER_OF_ANOTHER_VILLAGE);
    fund.given(established(), loan(1, household(1), 1))
        .when(loan(1, household(2), 1))
        .isRefusedFor(Rule.ALREADY_EXISTS);
    fund.given(established()).when(loan(1, household(1), 0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  @DisplayName("放大6倍: to the last yuan of capital times leverage, and not one more")
  void lendsNoMoreThanTheLeverage() {
    fund.given(allLent()).when(loan(31, household(31), 1)).isRefusedFor(Rule.LENT_ABOVE_LEVERAGE);
    fund.given(allLent())
        .when(loan(31, household(31), 1).asHistory())
        .isRecordedInBreachOf(Rule.LENT_ABOVE_LEVERAGE);
    fund.given(allLent())
        .given(repay(FIRST, 5_000))
        .when(loan(31, household(31), 5_000))
        .isRecorded();
    fund.given(allLent())
        .given(terms(7, 20_000))
        .when(loan(31, household(31), 20_000))
        .isRecorded();
  }

  @Test
  @DisplayName("单户上限 of all its loans, from the day the terms change a new one")
  void lendsNoMoreThanTheCap() {
    fund.given(established()).when(loan(1, household(1), 20_001)).isRefusedFor(Rule.LOAN_ABOVE_CAP);
    fund.given(established(), loan(1, household(1), 15_000))
        .when(loan(2, household(1), 5_001))
        .isRefusedFor(Rule.LOAN_ABOVE_CAP);
    fund.given(established(), terms(6, 50_000)).when(loan(1, household(1), 50_000)).isRecorded();
    fund.given(established(), terms(6, 60_000))
        .when(loan(1, household(1), 50_001))
        .isRefusedFor(Rule.LOAN_OUTSIDE_TERMS);
    fund.given(established()).when(terms(6, 0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
    fund.given(established(), terms(6, 60_000))
        .when(terms(6, 60_000))
        .isRefusedFor(Rule.NOTHING_CHANGES);
  }

  @Test
  void lendsForThreeYearsAtMost() {
    fund.given(established())
        .when(loan(1, household(1), 1, DAY.plusYears(3), LoanUse.FARMING))
        .isRecorded();
    fund.given(established())
        .when(loan(1, household(1), 1, DAY.plusYears(3).plusDays(1), LoanUse.FARMING))
        .isRefusedFor(Rule.LOAN_OUTSIDE_TERMS);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEDDING_OR_FUNERAL", "HOUSE", "FINANCE_PRODUCT"})
  void lendsForProductionOnly(LoanUse use) {
    fund.given(established())
        .when(loan(1, household(1), 1, DUE, use))
        .isRefusedFor(Rule.LOAN_DIVERTED);
  }

  @Test
  void isRepaidWhatIsOwed() {
    fund.given(established(), loan(1, household(1), 20_000))
        .when(repay(FIRST, 20_000))
        .records(new LoanRepaid(VILLAGE, FIRST, Money.ofYuan(20_000), Money.ZERO));
    fund.given(established(), loan(1, household(1), 20_000), repay(FIRST, 15_000))
        .when(repay(FIRST, 5_001).asHistory())
        .isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
    fund.given(established()).when(repay(FIRST, 1)).isRefusedFor(Rule.LOAN_UNKNOWN);
    fund.given(established(), loan(1, household(1), 1))
        .when(repay(FIRST, 0))
        .isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void isInDefaultTheDayAfterItWasDue() {
    Judging<MutualAidFund> lent = fund.given(established(), loan(1, household(1), 20_000));

    lent.when(defaulted(DUE)).isRefusedFor(Rule.LOAN_NOT_DUE);
    lent.when(defaulted(DUE.plusDays(1)))
        .records(new LoanDefaulted(VILLAGE, FIRST, Money.ofYuan(20_000)));
    lent.given(defaulted(DUE.plusDays(1)))
        .when(defaulted(DUE.plusDays(2)))
        .isRefusedFor(Rule.LOAN_DEFAULTED_ALREADY);
    lent.given(repay(FIRST, 20_000))
        .when(defaulted(DUE.plusDays(1)))
        .isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
  }

  @Test
  @DisplayName("代偿: the capital pays for a default, and lends less afterwards")
  void paysForADefaultOutOfItsCapital() {
    Judging<MutualAidFund> lent = fund.given(established(), loan(1, household(1), 20_000));
    Judging<MutualAidFund> inDefault = lent.given(defaulted(DUE.plusDays(1)));

    lent.when(compensate(1)).isRefusedFor(Rule.LOAN_NOT_DEFAULTED);
    inDefault
        .when(compensate(20_000))
        .records(new DefaultCompensated(VILLAGE, FIRST, Money.ofYuan(20_000)));
    inDefault.when(compensate(20_001)).isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
    inDefault
        .given(compensate(20_000))
        .when(dissolve().asHistory())
        .isRecordedInBreachOf(Rule.LOANS_OUTSTANDING);
  }

  @Test
  void endsWhenNobodyOwesItAnything() {
    fund.given(established(), loan(1, household(1), 1))
        .when(dissolve())
        .isRefusedFor(Rule.LOANS_OUTSTANDING);
    fund.given(established(), dissolve()).when(dissolve()).isRefusedFor(Rule.MUTUAL_AID_DISSOLVED);
    fund.given(established(), dissolve())
        .when(
            live(
                DUE.plusDays(61),
                new GrantLoan(
                    VILLAGE,
                    FIRST,
                    household(1),
                    Money.ofYuan(1),
                    DUE.plusYears(1),
                    LoanUse.FARMING)))
        .isRefusedFor(Rule.MUTUAL_AID_DISSOLVED);
  }

  @Test
  void paysNothingForADefaultOutOfACapitalThatHasGoneBack() {
    Judging<MutualAidFund> dissolved =
        fund.given(established(), loan(1, household(1), 20_000), defaulted(DUE.plusDays(1)))
            .given(dissolve().asHistory());
    dissolved.when(compensate(1)).isRefusedFor(Rule.MUTUAL_AID_DISSOLVED);
    dissolved.when(compensate(1).asHistory()).isRecordedInBreachOf(Rule.MUTUAL_AID_DISSOLVED);
  }

  @Test
  void givesItsCapitalBackOnce() {
    Judging<MutualAidFund> dissolved = fund.given(established(), dissolve());
    for (Deed again :
        List.of(dissolve(), live(DUE.plusDays(59), new DissolveMutualAidFund(VILLAGE)))) {
      Judging.Verdict<MutualAidFund> verdict = dissolved.when(again.asHistory());
      verdict.isRecordedInBreachOf(Rule.MUTUAL_AID_DISSOLVED);
      verdict.result().expectEvents(new MutualAidFundDissolved(VILLAGE, Money.ZERO));
    }
    fund.given(established(), loan(1, household(1), 20_000), defaulted(DUE.plusDays(1)))
        .given(dissolve().asHistory(), compensate(1).asHistory())
        .when(dissolve().asHistory())
        .result()
        .expectEvents(new MutualAidFundDissolved(VILLAGE, Money.ZERO));
  }

  @Test
  void changesToNoTermsThatItHasLentBeyond() {
    fund.given(allLent()).when(terms(5, 20_000)).isRefusedFor(Rule.LENT_ABOVE_LEVERAGE);
    fund.given(allLent()).when(terms(6, 30_000)).isRecorded();
  }

  @Test
  @DisplayName("a default that leaves too little capital for what is lent is flagged, not refused")
  void isFlaggedWhenACompensationLeavesItTooSmall() {
    fund.given(allLent())
        .given(defaulted(DUE.plusDays(1)))
        .when(compensate(20_000))
        .isRecordedInBreachOf(Rule.LENT_ABOVE_LEVERAGE);
  }

  @Test
  void isGivenBackWhatItsCapitalPaid() {
    Judging<MutualAidFund> compensated =
        fund.given(established(), loan(1, household(1), 20_000))
            .given(defaulted(DUE.plusDays(1)), compensate(20_000));

    compensated
        .when(repay(DUE.plusDays(40), 15_000))
        .records(new LoanRepaid(VILLAGE, FIRST, Money.ofYuan(15_000), Money.ofYuan(15_000)));
    compensated
        .given(repay(DUE.plusDays(40), 15_000))
        .when(dissolve())
        .isRefusedFor(Rule.LOANS_OUTSTANDING);
    compensated
        .given(repay(DUE.plusDays(40), 15_000), repay(DUE.plusDays(41), 5_000))
        .when(dissolve())
        .records(new MutualAidFundDissolved(VILLAGE, Money.ofYuan(100_000)));
    compensated
        .when(live(DUE.plusDays(40), new RepayLoan(VILLAGE, FIRST, Money.ofYuan(20_001))))
        .isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
  }

  private static Deed repay(LocalDate day, long yuan) {
    return live(day, new RepayLoan(VILLAGE, FIRST, Money.ofYuan(yuan)));
  }

  private static Deed terms(LocalDate day, int leverage, long cap) {
    return live(day, new ChangeMutualAidTerms(VILLAGE, leverage, Money.ofYuan(cap)));
  }

  private static Deed lent(LocalDate day, int number, HouseholdId household, long yuan) {
    return live(
        day,
        new GrantLoan(
            VILLAGE,
            new LoanId("%03d".formatted(number)),
            household,
            Money.ofYuan(yuan),
            day.plusYears(1),
            LoanUse.FARMING));
  }

  @Test
  @DisplayName("a debt that the capital has paid is a debt still, under the household's cap too")
  void forgetsNoDebtThatTheCapitalHasPaid() {
    fund.given(established(), loan(1, household(1), 20_000))
        .given(defaulted(DUE.plusDays(1)), compensate(20_000))
        .when(lent(DUE.plusDays(50), 2, household(1), 1))
        .isRefusedFor(Rule.LOAN_ABOVE_CAP);
  }

  @Nested
  @DisplayName("按业务日期")
  class ByTheDay {

    private static final LocalDate OCTOBER = LocalDate.of(2016, Month.OCTOBER, 1);

    @Test
    void lendsByTheCapOfTheDay() {
      Judging<MutualAidFund> raised = fund.given(established(), terms(OCTOBER, 6, 50_000));

      raised
          .when(lent(OCTOBER.minusDays(16), 1, household(1), 20_001))
          .isRefusedFor(Rule.LOAN_ABOVE_CAP);
      raised.when(lent(OCTOBER, 1, household(1), 50_000)).isRecorded();
      raised
          .given(lent(OCTOBER, 1, household(1), 30_000))
          .when(lent(OCTOBER.minusDays(16), 2, household(1), 15_000))
          .isRecorded();
      raised
          .given(lent(OCTOBER, 1, household(1), 40_000))
          .when(lent(OCTOBER.minusDays(16), 2, household(1), 15_000))
          .isRefusedFor(Rule.LOAN_ABOVE_CAP);
    }

    @Test
    void keepsTheLaterTermsWhenOlderOnesAreToldAfterThem() {
      fund.given(established(), terms(OCTOBER, 6, 50_000), terms(OCTOBER.minusDays(90), 5, 30_000))
          .when(lent(OCTOBER, 1, household(1), 50_000))
          .isRecorded();
      fund.given(established(), terms(OCTOBER, 6, 50_000), terms(OCTOBER.minusDays(90), 5, 30_000))
          .when(lent(OCTOBER.minusDays(90), 1, household(1), 30_001))
          .isRefusedFor(Rule.LOAN_ABOVE_CAP);
    }

    @Test
    void lendsNothingThatWasRepaidLater() {
      Judging<MutualAidFund> repaid = fund.given(allLent()).given(repay(DAY.plusDays(90), 20_000));

      repaid
          .when(lent(DAY.plusDays(89), 31, household(31), 1))
          .isRefusedFor(Rule.LENT_ABOVE_LEVERAGE);
      repaid.when(lent(DAY.plusDays(90), 31, household(31), 20_000)).isRecorded();
    }

    @Test
    void lendsNothingOnADayBeforeItsEndOnceThatIsKnown() {
      fund.given(established(), dissolve())
          .when(lent(DAY, 1, household(1), 1))
          .isRefusedFor(Rule.MUTUAL_AID_DISSOLVED);
    }

    @Test
    @DisplayName("what the capital paid on the 10th was not repaid on the 5th")
    void isRepaidByTheDay() {
      LocalDate tenth = DUE.plusDays(30);
      Judging<MutualAidFund> compensated =
          fund.given(established(), loan(1, household(1), 20_000))
              .given(defaulted(DUE.plusDays(1)), compensate(15_000));

      compensated.when(repay(tenth.minusDays(5), 5_001)).isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
      compensated
          .when(repay(tenth.minusDays(5), 5_001).asHistory())
          .isRefusedFor(Rule.REPAID_MORE_THAN_OWED);
      compensated
          .when(repay(tenth.minusDays(5), 5_000))
          .records(new LoanRepaid(VILLAGE, FIRST, Money.ofYuan(5_000), Money.ZERO));
      compensated
          .when(repay(tenth, 20_000))
          .records(new LoanRepaid(VILLAGE, FIRST, Money.ofYuan(20_000), Money.ofYuan(15_000)));
    }

    @Test
    void paysForNoDefaultBeforeItWasOne() {
      fund.given(established(), loan(1, household(1), 20_000))
          .given(defaulted(DUE.plusDays(31)))
          .when(compensate(1))
          .isRefusedFor(Rule.LOAN_NOT_DEFAULTED);
    }

    @Test
    void endsOnNoDayOnWhichSomethingWasOwed() {
      fund.given(established(), loan(1, household(1), 20_000), repay(DUE.plusDays(61), 20_000))
          .when(dissolve())
          .isRefusedFor(Rule.LOANS_OUTSTANDING);
      fund.given(established(), loan(1, household(1), 20_000), repay(DUE.plusDays(60), 20_000))
          .when(dissolve())
          .records(new MutualAidFundDissolved(VILLAGE, Money.ofYuan(100_000)));
    }
  }

  @Test
  void lendsForATime() {
    fund.given(established())
        .when(loan(1, household(1), 1, DAY, LoanUse.FARMING))
        .isRefusedFor(Rule.LOAN_OUTSIDE_TERMS);
  }

  @Test
  void isRepaidNothingBeforeItLent() {
    fund.given(established(), loan(1, household(1), 20_000))
        .when(live(DAY.minusDays(1), new RepayLoan(VILLAGE, FIRST, Money.ofYuan(1))))
        .isRefusedFor(Rule.LOAN_UNKNOWN);
  }
}
