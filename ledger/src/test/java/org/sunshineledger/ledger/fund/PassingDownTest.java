package org.sunshineledger.ledger.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.PassDownFund;
import org.sunshineledger.ledger.rules.Rule;

/** From the city's document to the county's: on the whole ledger, as it touches two streams. */
@DisplayName("分解下达")
class PassingDownTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.MARCH, 6);
  private static final DocumentNumber CITY = new DocumentNumber("郑财预〔2015〕31号");
  private static final DocumentNumber COUNTY = new DocumentNumber("新财预〔2015〕7号");

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                CITY,
                FundingLevel.PROVINCE,
                Purpose.INDUSTRY,
                2015,
                Judging.CITY,
                Money.ofYuan(1_000))));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed passDown(LocalDate day, DocumentNumber document, long yuan) {
    return live(
        day,
        new PassDownFund(CITY, document, Judging.COUNTY, Purpose.INDUSTRY, Money.ofYuan(yuan)));
  }

  @Test
  void leavesHereAndArrivesThereInOneAppend() {
    story.tell(passDown(DAY, COUNTY, 600));

    assertThat(story.lastFacts(2))
        .extracting(Fact::event)
        .containsExactly(
            new FundPassedDown(CITY, Judging.COUNTY, COUNTY, Money.ofYuan(600)),
            new FundAppropriated(
                COUNTY,
                FundingLevel.PROVINCE,
                Purpose.INDUSTRY,
                2015,
                Judging.COUNTY,
                Money.ofYuan(600),
                CITY,
                null));
    assertThat(story.lastFacts(1).getFirst().place().county()).isEqualTo(Judging.COUNTY);
  }

  @Test
  void passesDownWhatItHasUnderANumberOfItsOwn() {
    story.refuses(passDown(DAY, COUNTY, 1_001), Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
    story.refuses(passDown(DAY, COUNTY, 0), Rule.AMOUNT_NOT_POSITIVE);
    story.tell(passDown(DAY, COUNTY, 600));
    story.refuses(passDown(DAY, COUNTY, 100), Rule.ALREADY_EXISTS);
    story.refuses(
        passDown(DAY, new DocumentNumber("新财预〔2015〕8号"), 401),
        Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
  }

  @Test
  @DisplayName("滞留: the city has sixty days")
  void isFlaggedWhenItComesLate() {
    story.tell(passDown(DAY.plusDays(61), COUNTY, 600));

    assertThat(story.lastBreaches(CITY.stream())).containsExactly(Rule.PASSED_DOWN_LATE.name());
    assertThat(story.lastBreaches(COUNTY.stream())).isEmpty();
  }

  @Test
  void goesDownAndNeitherUpNorSidewaysNorRoundInACircle() {
    DocumentNumber next = new DocumentNumber("登财预〔2015〕8号");
    DocumentNumber ofTheProvince = new DocumentNumber("豫财农〔2015〕9号");
    story.refuses(passDown(CITY, next, Judging.CITY), Rule.REGION_NOT_BELOW);
    story.tell(passDown(DAY, COUNTY, 600));

    story.refuses(passDown(COUNTY, next, Judging.CITY), Rule.REGION_NOT_BELOW);
    story.refuses(passDown(COUNTY, next, Judging.CLOSED_COUNTY), Rule.REGION_NOT_BELOW);
    story.tell(passDown(COUNTY, next, Judging.CITY).asHistory());
    assertThat(story.lastBreaches(COUNTY.stream())).containsExactly(Rule.REGION_NOT_BELOW.name());
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                ofTheProvince,
                FundingLevel.PROVINCE,
                Purpose.INDUSTRY,
                2015,
                new RegionCode("410000"),
                Money.ofYuan(1_000))),
        passDown(ofTheProvince, new DocumentNumber("郑财预〔2015〕77号"), Judging.CITY));
    assertThat(story.lastBreaches(ofTheProvince.stream())).isEmpty();
  }

  private static Deed passDown(DocumentNumber from, DocumentNumber to, RegionCode region) {
    return live(DAY, new PassDownFund(from, to, region, Purpose.INDUSTRY, Money.ofYuan(10)));
  }

  @Test
  @DisplayName("two of these would stop every view that adds them up")
  void isAppropriatedNoAmountThatSumsHaveNoRoomFor() {
    Deed most = appropriate("郑财预〔2015〕32号", 100_000_000_000_000L);

    story.refuses(appropriate("郑财预〔2015〕33号", 100_000_000_000_001L), Rule.AMOUNT_TOO_LARGE);
    story.refuses(
        appropriate("郑财预〔2015〕33号", 600_000_000_000_000_000L).asHistory(), Rule.AMOUNT_TOO_LARGE);
    story.refuses(appropriate("郑财预〔2015〕33号", -600_000_000_000_000_000L), Rule.AMOUNT_TOO_LARGE);
    story.tell(most);
    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(
            new FundAppropriated(
                new DocumentNumber("郑财预〔2015〕32号"),
                FundingLevel.CITY,
                Purpose.INDUSTRY,
                2015,
                Judging.CITY,
                Money.ofYuan(1_000_000_000_000L)));
  }

  private static Deed appropriate(String number, long fen) {
    return live(
        DAY,
        new AppropriateFund(
            new DocumentNumber(number),
            FundingLevel.CITY,
            Purpose.INDUSTRY,
            2015,
            Judging.CITY,
            new Money(fen)));
  }

  @Test
  @DisplayName("专款专用: nothing is laundered by passing it down")
  void keepsItsPurposeOnTheWay() {
    Deed asGeneral =
        live(
            DAY,
            new PassDownFund(CITY, COUNTY, Judging.COUNTY, Purpose.GENERAL, Money.ofYuan(100)));

    story.refuses(asGeneral, Rule.PURPOSE_CHANGED);
    story.refuses(passDown(DAY.minusDays(1), COUNTY, 100), Rule.FUND_NOT_APPROPRIATED);
  }
}
