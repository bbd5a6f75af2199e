package org.sunshineledger.ledger.fund;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("资金指标")
class FundTest {

  private static final LocalDate DAY = LocalDate.of(2015, 3, 6);
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");
  private static final ProjectCode HOUSES = new ProjectCode("HOUSES-2015");

  private final Judging<Fund> fund = Judging.of(Fund.class);

  private static AppropriateFund appropriate(long yuan) {
    return appropriate(yuan, Judging.CITY);
  }

  private static AppropriateFund appropriate(long yuan, RegionCode region) {
    return new AppropriateFund(
        FUND, FundingLevel.CITY, Purpose.EDUCATION, 2015, region, Money.ofYuan(yuan));
  }

  private static Deed allot(ProjectCode project, long yuan) {
    return live(DAY, new AllotFund(FUND, project, Money.ofYuan(yuan)));
  }

  @Test
  void isAppropriatedUnderItsDocumentNumber() {
    fund.when(live(DAY, appropriate(1_000)))
        .records(
            new FundAppropriated(
                FUND,
                FundingLevel.CITY,
                Purpose.EDUCATION,
                2015,
                Judging.CITY,
                Money.ofYuan(1_000)));
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
        .records(new FundAllotted(FUND, HOUSES, Money.ofYuan(400)));
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
}
