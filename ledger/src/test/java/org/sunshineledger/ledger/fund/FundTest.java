package org.sunshineledger.ledger.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundCarriedOver;
import org.sunshineledger.ledger.fund.FundEvent.FundReclaimed;
import org.sunshineledger.ledger.fund.FundEvent.FundReturned;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.CarryOverFund;
import org.sunshineledger.ledger.fund.FundOrder.ReclaimFund;
import org.sunshineledger.ledger.fund.FundOrder.ReturnAllotment;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("资金指标")
class FundTest {

  private static final LocalDate DAY = LocalDate.of(2015, 3, 6);
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");
  private static final ProjectCode HOUSES = new ProjectCode("HOUSES-2015");

  private static final ProjectCode OFFICE = new ProjectCode("OFFICE-2015");
  private static final ProjectCode CLOSED = new ProjectCode("CLOSED-2015");
  private static final ProjectCode NOWHERE = new ProjectCode("NOWHERE-2015");

  /** A library of a few projects, of which one has spent money. */
  private static final Uses LIBRARY =
      new Uses() {
        private static final Map<ProjectCode, String> CATEGORIES =
            Map.of(
                YULU,
                "EDUCATION_AID",
                HOUSES,
                "RELOCATION",
                OFFICE,
                "MANAGEMENT_FEE",
                CLOSED,
                "EDUCATION_AID");

        @Override
        public Optional<String> categoryOf(ProjectCode project, LocalDate day) {
          return Optional.ofNullable(CATEGORIES.get(project));
        }

        @Override
        public RegionCode regionOf(ProjectCode project) {
          return Judging.COUNTY;
        }

        @Override
        public boolean isClosed(ProjectCode project, LocalDate day) {
          return project.equals(CLOSED);
        }

        @Override
        public Optional<Balance> ceilingOf(ProjectCode project, LocalDate day) {
          if (!project.equals(HOUSES)) return Optional.empty();
          Balance ceiling = new Balance();
          ceiling.add(DAY, Money.ofYuan(2_000));
          return Optional.of(ceiling);
        }

        @Override
        public Balance spent(ProjectCode project, DocumentNumber fund) {
          Balance spent = new Balance();
          if (project.equals(YULU)) spent.add(DAY, Money.ofYuan(100));
          return spent;
        }

        @Override
        public void begin(DocumentNumber document, Consumer<Fund> begun) {
          throw new UnsupportedOperationException("two streams are for the whole ledger");
        }
      };

  private final Judging<Fund> fund = Judging.of(Fund.class, LIBRARY);

  private static AppropriateFund appropriate(long yuan) {
    return appropriate(yuan, Judging.CITY);
  }

  private static AppropriateFund appropriate(long yuan, RegionCode region) {
    return new AppropriateFund(
        FUND, FundingLevel.CITY, Purpose.GENERAL, 2015, region, Money.ofYuan(yuan));
  }

  private static Deed allot(ProjectCode project, long yuan) {
    return live(DAY, new AllotFund(FUND, project, Money.ofYuan(yuan)));
  }

  @Test
  void isAppropriatedUnderItsDocumentNumber() {
    fund.when(live(DAY, appropriate(1_000)))
        .records(
            new FundAppropriated(
                FUND, FundingLevel.CITY, Purpose.GENERAL, 2015, Judging.CITY, Money.ofYuan(1_000)));
  }

  @Test
  void isAppropriatedOnce() {
    fund.given(live(DAY, appropriate(1_000)))
        .when(live(DAY, appropriate(2_000)))
        .isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void neverAmountsToNothing() {
    fund.when(live(DAY, appropriate(0))).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
    fund.when(onPaper(DAY, appropriate(-1))).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void goesToProjectsToTheLastFen() {
    fund.given(live(DAY, appropriate(1_000)), allot(YULU, 600))
        .when(allot(HOUSES, 400))
        .records(new FundAllotted(FUND, HOUSES, Money.ofYuan(400), "RELOCATION"));
  }

  @Test
  void givesNoMoreThanItHolds() {
    fund.given(live(DAY, appropriate(1_000)), allot(YULU, 600))
        .when(live(DAY, new AllotFund(FUND, HOUSES, new Money(400_01))))
        .isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
  }

  @Test
  void thatGaveMoreIsFlaggedInHistory() {
    fund.given(live(DAY, appropriate(1_000)))
        .when(allot(YULU, 1_001).asHistory())
        .isRecordedInBreachOf(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
  }

  @Test
  void belongsToARegionOfItsDay() {
    fund.when(live(DAY, appropriate(1_000, new RegionCode("410999"))))
        .isRefusedFor(Rule.UNKNOWN_REGION);
  }

  @Test
  void isNoHistoryWhereNoBackfillIsOpen() {
    fund.when(onPaper(DAY, appropriate(1_000, Judging.CLOSED_COUNTY)))
        .isRefusedFor(Rule.BACKFILL_NOT_OPEN);
    fund.when(live(DAY, appropriate(1_000, Judging.CLOSED_COUNTY))).isRecorded();
  }

  @Test
  void cannotComeFromTheFuture() {
    fund.when(live(LocalDate.of(2017, 7, 1), appropriate(1_000)))
        .isRefusedFor(Rule.DATED_IN_THE_FUTURE);
    fund.when(live(LocalDate.of(2017, 6, 30), appropriate(1_000))).isRecorded();
  }

  @Nested
  @DisplayName("文号")
  class OfTheDocument {

    private Judging.Verdict<Fund> ofBudget(String number, int year) {
      return fund.when(
          live(
              DAY,
              new AppropriateFund(
                  new DocumentNumber(number),
                  FundingLevel.CITY,
                  Purpose.GENERAL,
                  year,
                  Judging.CITY,
                  Money.ofYuan(1))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"郑财预[2015]31号", "郑财预〔2015〕31", "郑财预2015年31号", "〔2015〕31号", "郑财预〔15〕31号"})
    void thatIsNotWrittenAsOneIsFlagged(String number) {
      ofBudget(number, 2015).isRecordedInBreachOf(Rule.DOCUMENT_NUMBER_IRREGULAR);
    }

    @Test
    void isOfAFinanceOffice() {
      ofBudget("郑扶贫办〔2015〕31号", 2015).isRecordedInBreachOf(Rule.DOCUMENT_NOT_OF_FINANCE);
      ofBudget("财农〔2015〕31号", 2015).isRecorded();
    }

    @Test
    void isOfTheBudgetsYearOrOfTheOneBefore() {
      ofBudget("郑财预〔2015〕31号", 2015).isRecorded();
      ofBudget("郑财预〔2014〕31号", 2015).isRecorded();
      ofBudget("郑财预〔2013〕31号", 2015).isRecordedInBreachOf(Rule.DOCUMENT_YEAR_DIFFERS);
      ofBudget("郑财预〔2016〕31号", 2016).isRecordedInBreachOf(Rule.DOCUMENT_YEAR_DIFFERS);
      ofBudget("郑财预〔2016〕31号", 2015).isRecordedInBreachOf(Rule.DOCUMENT_YEAR_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 1948, 10_000})
    void isOfNoYearThatNoBudgetBears(int year) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ofBudget("郑财预〔2015〕31号", year))
          .withMessage("not a budget year");
    }

    @Test
    void namesIssuerYearAndSerial() {
      DocumentNumber.Parts parts = FUND.parts().orElseThrow();

      assertThat(parts).isEqualTo(new DocumentNumber.Parts("郑财预", 2015, 31));
      assertThat(parts.differsInYearOnly(new DocumentNumber.Parts("郑财预", 2014, 31))).isTrue();
      assertThat(parts.differsInYearOnly(parts)).isFalse();
      assertThat(parts.differsInYearOnly(new DocumentNumber.Parts("豫财农", 2014, 31))).isFalse();
      assertThat(parts.differsInYearOnly(new DocumentNumber.Parts("郑财预", 2014, 32))).isFalse();
    }
  }

  @Nested
  @DisplayName("不含: what others are paid directly")
  class WithoutOthers {

    private static Deed without(long... yuan) {
      List<Excluded> excluded =
          Arrays.stream(yuan)
              .mapToObj(each -> new Excluded(Judging.COUNTY, null, Money.ofYuan(each)))
              .toList();
      return live(
          DAY,
          new AppropriateFund(
              FUND,
              FundingLevel.CITY,
              Purpose.GENERAL,
              2015,
              Judging.CITY,
              Money.ofYuan(1_000),
              excluded));
    }

    @Test
    void isIncludedInTheFigureAndNotAtHand() {
      fund.given(without(300, 200)).when(allot(YULU, 500)).isRecorded();
      fund.given(without(300, 200))
          .when(allot(YULU, 501))
          .isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
    }

    @Test
    void isNotCountedForTheManagementFee() {
      fund.given(without(300, 200)).when(allot(OFFICE, 5)).isRecorded();
      fund.given(without(300, 200))
          .when(allot(OFFICE, 6))
          .isRefusedFor(Rule.MANAGEMENT_FEE_ABOVE_LIMIT);
    }

    @Test
    void isNoMoreThanTheWhole() {
      fund.when(without(1_000)).isRecorded();
      fund.when(without(1_001)).isRefusedFor(Rule.EXCLUDED_MORE_THAN_INCLUDED);
      fund.when(without(0)).isRefusedFor(Rule.EXCLUDED_MORE_THAN_INCLUDED);
      fund.when(without(300, -1)).isRefusedFor(Rule.EXCLUDED_MORE_THAN_INCLUDED);
    }
  }

  @Nested
  @DisplayName("安排")
  class Allotment {

    private Judging<Fund> of(Purpose purpose, long yuan) {
      return fund.given(
          live(
              DAY,
              new AppropriateFund(
                  FUND, FundingLevel.CITY, purpose, 2015, Judging.CITY, Money.ofYuan(yuan))));
    }

    @Test
    void goesToProjectsOfTheLibrary() {
      of(Purpose.GENERAL, 1_000).when(allot(NOWHERE, 1)).isRefusedFor(Rule.PROJECT_NOT_IN_LIBRARY);
      of(Purpose.GENERAL, 1_000)
          .when(allot(NOWHERE, 1).asHistory())
          .isRecordedInBreachOf(Rule.PROJECT_NOT_IN_LIBRARY);
    }

    @Test
    @DisplayName("专款专用: keeps its purpose")
    void keepsItsPurpose() {
      of(Purpose.EDUCATION, 1_000).when(allot(YULU, 1)).isRecorded();
      of(Purpose.EDUCATION, 1_000).when(allot(HOUSES, 1)).isRefusedFor(Rule.PURPOSE_CHANGED);
      of(Purpose.GENERAL, 1_000).when(allot(HOUSES, 1)).isRecorded();
    }

    @Test
    @DisplayName("项目管理费: at most one in a hundred")
    void leavesOnePerCentForManagement() {
      of(Purpose.GENERAL, 1_000).when(allot(OFFICE, 10)).isRecorded();
      of(Purpose.GENERAL, 1_000)
          .when(allot(OFFICE, 11))
          .isRefusedFor(Rule.MANAGEMENT_FEE_ABOVE_LIMIT);
      of(Purpose.GENERAL, 1_000)
          .given(allot(OFFICE, 6))
          .when(allot(OFFICE, 5))
          .isRefusedFor(Rule.MANAGEMENT_FEE_ABOVE_LIMIT);
    }

    @Test
    void takesAFeeOutOfAnyPurposeAndAgainWhenItCameBack() {
      of(Purpose.INDUSTRY, 1_000).when(allot(OFFICE, 10)).isRecorded();
      of(Purpose.GENERAL, 1_000)
          .given(allot(OFFICE, 10))
          .given(live(DAY, new ReturnAllotment(FUND, OFFICE, Money.ofYuan(10))))
          .when(allot(OFFICE, 10))
          .isRecorded();
    }

    @Test
    void takesNoFeeForADayOnWhichAnotherWasNotBackYet() {
      LocalDate back = DAY.plusDays(20);
      Judging<Fund> returned =
          of(Purpose.GENERAL, 1_000)
              .given(allot(OFFICE, 10))
              .given(live(back, new ReturnAllotment(FUND, OFFICE, Money.ofYuan(10))));
      returned
          .when(live(back.minusDays(1), new AllotFund(FUND, OFFICE, Money.ofYuan(1))))
          .isRefusedFor(Rule.MANAGEMENT_FEE_ABOVE_LIMIT);
      returned.when(live(back, new AllotFund(FUND, OFFICE, Money.ofYuan(10)))).isRecorded();
    }

    @Test
    void isNotAllottedBeforeItCame() {
      of(Purpose.GENERAL, 1_000)
          .when(live(DAY.minusDays(1), new AllotFund(FUND, YULU, Money.ofYuan(1))))
          .isRefusedFor(Rule.FUND_NOT_APPROPRIATED);
    }

    @Test
    void goesToAProjectOfItsOwnRegionOrOfOneBelow() {
      Judging<Fund> elsewhere = fund.given(live(DAY, appropriate(1_000, Judging.CLOSED_COUNTY)));

      fund.given(live(DAY, appropriate(1_000, Judging.COUNTY))).when(allot(YULU, 1)).isRecorded();
      elsewhere.when(allot(YULU, 1)).isRefusedFor(Rule.PROJECT_OUTSIDE_REGION);
      fund.given(live(DAY, appropriate(1_000, Deed.TOWNSHIP)))
          .when(allot(YULU, 1))
          .isRefusedFor(Rule.PROJECT_OUTSIDE_REGION);
    }

    @Test
    void goesToAProjectNoFurtherThanItsApproval() {
      of(Purpose.GENERAL, 9_000).when(allot(HOUSES, 2_000)).isRecorded();
      of(Purpose.GENERAL, 9_000)
          .when(allot(HOUSES, 2_001))
          .isRefusedFor(Rule.ALLOTTED_ABOVE_APPROVAL);
      of(Purpose.GENERAL, 9_000)
          .given(allot(HOUSES, 1_500))
          .when(allot(HOUSES, 501).asHistory())
          .isRecordedInBreachOf(Rule.ALLOTTED_ABOVE_APPROVAL);
      of(Purpose.GENERAL, 9_000).when(allot(YULU, 2_001)).isRecorded();
    }

    @Test
    void goesToNoProjectThatIsClosed() {
      of(Purpose.GENERAL, 1_000).when(allot(CLOSED, 1)).isRefusedFor(Rule.PROJECT_CLOSED);
    }

    @Test
    @DisplayName("滞留: sixty days after it came it is late")
    void isLateAfterSixtyDays() {
      Deed onTheLastDay = live(DAY.plusDays(60), new AllotFund(FUND, YULU, Money.ofYuan(1)));
      Deed aDayLater = live(DAY.plusDays(61), new AllotFund(FUND, YULU, Money.ofYuan(1)));

      of(Purpose.GENERAL, 1_000).when(onTheLastDay).isRecorded();
      of(Purpose.GENERAL, 1_000).when(aDayLater).isRecordedInBreachOf(Rule.PASSED_DOWN_LATE);
    }
  }

  @Nested
  @DisplayName("退回、结转、收回")
  class WhatIsLeft {

    private final Judging<Fund> allotted =
        fund.given(live(DAY, appropriate(1_000)), allot(YULU, 600));

    private static Deed giveBack(long yuan) {
      return live(DAY, new ReturnAllotment(FUND, YULU, Money.ofYuan(yuan)));
    }

    private static Deed reclaim(long yuan) {
      return live(DAY, new ReclaimFund(FUND, ReclaimReason.SURPLUS, Money.ofYuan(yuan)));
    }

    private static Deed carryOver(int toYear) {
      return live(LocalDate.of(2015, 12, 31), new CarryOverFund(FUND, toYear));
    }

    @Test
    void aProjectReturnsWhatItHasNotSpent() {
      allotted.when(giveBack(500)).records(new FundReturned(FUND, YULU, Money.ofYuan(500)));
      allotted.when(giveBack(501)).isRefusedFor(Rule.RETURNED_MORE_THAN_UNSPENT);
      allotted.when(giveBack(501).asHistory()).isRefusedFor(Rule.RETURNED_MORE_THAN_UNSPENT);
      allotted.when(giveBack(0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
    }

    @Test
    void whatWasReturnedLaterIsNotReturnedOnAnEarlierDayToo() {
      allotted
          .given(live(DAY.plusDays(20), new ReturnAllotment(FUND, YULU, Money.ofYuan(500))))
          .when(live(DAY.plusDays(10), new ReturnAllotment(FUND, YULU, Money.ofYuan(1))))
          .isRefusedFor(Rule.RETURNED_MORE_THAN_UNSPENT);
    }

    @Test
    void whatCameBackLaterWasNotThereBefore() {
      Judging<Fund> returned =
          fund.given(
              live(DAY, appropriate(1_000)),
              allot(YULU, 1_000),
              live(DAY.plusDays(20), new ReturnAllotment(FUND, YULU, Money.ofYuan(900))));

      returned
          .when(live(DAY.plusDays(19), new AllotFund(FUND, HOUSES, Money.ofYuan(1))))
          .isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
      returned
          .when(
              live(DAY.plusDays(19), new ReclaimFund(FUND, ReclaimReason.MISUSED, Money.ofYuan(1))))
          .isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
      returned
          .when(live(DAY.plusDays(20), new AllotFund(FUND, HOUSES, Money.ofYuan(900))))
          .isRecorded();
    }

    @Test
    void whatWasReturnedIsAllottedAgain() {
      allotted
          .given(giveBack(500))
          .when(allot(HOUSES, 900))
          .records(new FundAllotted(FUND, HOUSES, Money.ofYuan(900), "RELOCATION"));
    }

    @Test
    void theBudgetTakesBackWhatIsLeft() {
      allotted
          .when(reclaim(400))
          .records(new FundReclaimed(FUND, ReclaimReason.SURPLUS, Money.ofYuan(400)));
      allotted.when(reclaim(401)).isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
      allotted
          .given(reclaim(400))
          .when(allot(HOUSES, 1))
          .isRefusedFor(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
    }

    @Test
    void theBudgetTakesNothingBackBeforeItCame() {
      allotted
          .when(
              live(DAY.minusDays(1), new ReclaimFund(FUND, ReclaimReason.MISUSED, Money.ofYuan(1))))
          .isRefusedFor(Rule.FUND_NOT_APPROPRIATED);
    }

    @Test
    @DisplayName("结转一年，连续两年未用即为结余")
    void isCarriedOverForOneYear() {
      allotted.when(carryOver(2016)).records(new FundCarriedOver(FUND, 2016, Money.ofYuan(400)));
      allotted.when(carryOver(2017)).isRefusedFor(Rule.CARRIED_OVER_TOO_LONG);
      allotted.when(live(LocalDate.of(2016, 12, 31), new CarryOverFund(FUND, 2016))).isRecorded();
      allotted
          .when(live(LocalDate.of(2017, 1, 1), new CarryOverFund(FUND, 2016)))
          .isRefusedFor(Rule.CARRIED_OVER_TOO_LONG);
      allotted.given(carryOver(2016)).when(carryOver(2016)).isRefusedFor(Rule.ALREADY_EXISTS);
      allotted.given(reclaim(400)).when(carryOver(2016)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
    }
  }
}
