package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.household.LiFamily.FIRST;
import static org.sunshineledger.ledger.household.LiFamily.IDENTIFIED;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.REVIEWED;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.countyReviewed;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.Subsidies.Payment;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;

/** One file of a county, and the same orders are decided differently there. */
@DisplayName("A county with rules of its own")
class SecondJurisdictionTest {

  private static final String COUNTY =
      """
      version: xinzheng-2014.2
      jurisdiction: "410184"
      name: "新郑市"
      base: zhengzhou-2014.1
      rules:
        - code: STEP_NOT_LISTED
          severity: HARD
          from: 2013-01-01
          source: "test"
          confidence: I
          terms: { steps: [VILLAGE_REVIEW, FIRST_NOTICE, COUNTY_REVIEW, ANNOUNCEMENT] }
        - code: NOTICE_TOO_SHORT
          severity: HARD
          from: 2013-01-01
          source: "test"
          confidence: I
          terms: { days: 10, count: CALENDAR_DAYS }
        - code: REVIEW_WITHOUT_QUORUM
          severity: SOFT
          from: 2013-01-01
          source: "test"
          confidence: I
          terms: { atLeast: 2/3 }
        - code: AMOUNT_NOT_THE_TARIFF
          severity: HARD
          from: 2013-01-01
          source: "test"
          confidence: I
          terms:
            yuan: { YULU_SUBSIDY: 3000 }
            onlyOneOf: []
      """;

  private static final LocalDate POSTED = day("2014-04-13");
  private static final LocalDate PAID = day("2015-03-01");

  private final Story city = new Story();
  private final Story county;

  SecondJurisdictionTest(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("xinzheng.yaml"), COUNTY);
    county = new Story(RuleSets.standardAnd(directory));
  }

  @BeforeEach
  void theSameFamilyApplies() {
    city.tell(applied());
    county.tell(applied());
  }

  @AfterEach
  void close() {
    city.close();
    county.close();
  }

  @Test
  void asksForOtherSteps() {
    city.refuses(reviewed(), Rule.NOT_SURVEYED);
    UUID review = county.tell(reviewed()).getLast();
    county.tell(Boards.hung(FIRST, NoticeKind.IDENTIFICATION_FIRST, POSTED, 10, review));
    county.refuses(LiFamily.audited(), Rule.STEP_NOT_LISTED);
    county.tell(countyReviewed(FIRST));

    UUID inTheCity = city.tell(LiFamily.surveyed(), reviewed()).getLast();
    city.tell(Boards.hung(FIRST, NoticeKind.IDENTIFICATION_FIRST, POSTED, 10, inTheCity));
    city.refuses(countyReviewed(FIRST), Rule.TOWNSHIP_HAS_NOT_PASSED);
  }

  @Test
  void namesItsEditionInTheFacts() {
    assertThat(county.facts(LI.stream()))
        .extracting(fact -> fact.envelope().ruleSet())
        .containsOnly("xinzheng-2014.2");
    assertThat(city.facts(LI.stream()))
        .extracting(fact -> fact.envelope().ruleSet())
        .containsOnly("zhengzhou-2014.1");
  }

  @Test
  void letsItsNoticesHangLonger() {
    UUID subject = new UUID(4, 1);
    Deed sevenDays =
        Boards.posted(FIRST, NoticeKind.IDENTIFICATION_FIRST, Judging.VILLAGE, POSTED, 7, subject);
    Deed inTheWholeCity =
        Boards.posted(
            LiFamily.SECOND, NoticeKind.IDENTIFICATION_FIRST, Judging.CITY, POSTED, 7, subject);

    city.tell(sevenDays);
    county.refuses(sevenDays, Rule.NOTICE_TOO_SHORT);
    county.refuses(
        Boards.posted(FIRST, NoticeKind.IDENTIFICATION_FIRST, Judging.VILLAGE, POSTED, 9, subject),
        Rule.NOTICE_TOO_SHORT);
    county.tell(inTheWholeCity);
    county.tell(
        Boards.posted(
            FIRST, NoticeKind.IDENTIFICATION_FIRST, Judging.VILLAGE, POSTED, 10, subject));
  }

  @Test
  void letsPassFlaggedWhatTheCityRefuses() {
    Deed withoutQuorum =
        live(REVIEWED, new ReviewInVillage(LI, 46, 30, 16, 10, 4, null)).signed(REVIEW_CHAIR);

    city.refuses(withoutQuorum, Rule.REVIEW_WITHOUT_QUORUM);
    county.tell(withoutQuorum);

    assertThat(county.lastBreaches(LI.stream())).containsExactly("REVIEW_WITHOUT_QUORUM");
  }

  @Test
  void paysByItsOwnTariff() {
    Payment threeThousand =
        new Payment(1, PAID, Programme.YULU_SUBSIDY, "2015", SON, Money.ofYuan(3_000));
    for (Story each : new Story[] {city, county}) {
      each.tell(LiFamily.identify(IDENTIFIED, IdentificationBasis.EDUCATION, null).asHistory());
      each.tell(Subsidies.planned());
      each.tell(threeThousand.approved());
    }

    city.refuses(threeThousand.paid(), Rule.AMOUNT_NOT_THE_TARIFF);
    county.tell(threeThousand.paid());

    assertThat(county.facts(LI.stream()).getLast())
        .extracting(Fact::type)
        .isEqualTo("household.benefit-credited.v1");
  }
}
