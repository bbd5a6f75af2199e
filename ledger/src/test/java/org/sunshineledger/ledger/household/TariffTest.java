package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.Programme.INDUSTRY_GRANT;
import static org.sunshineledger.ledger.household.Programme.UNIVERSITY_GRANT;
import static org.sunshineledger.ledger.household.Programme.YULU_SUBSIDY;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.Subsidies.Payment;
import org.sunshineledger.ledger.rules.Rule;

/** What a programme pays, and what a payee may not receive beside it. */
@DisplayName("补助标准")
class TariffTest {

  private static final LocalDate SINCE = day("2015-01-01");
  private static final Money TARIFF = Money.ofYuan(2_000);

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    story.tell(Subsidies.planned());
    story.tell(LiFamily.applied().asHistory(), LiFamily.identified().asHistory());
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static Payment yulu(int number, LocalDate day, Money amount) {
    return new Payment(number, day, YULU_SUBSIDY, "2015", SON, amount);
  }

  private void isPaid(Payment payment) {
    story.tell(payment.approved());
    story.tell(payment.paid());
    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }

  private void isRefused(Payment payment, Rule rule) {
    story.tell(payment.approved());
    story.refuses(payment.paid(), rule);
  }

  @Test
  void isPaidToTheFen() {
    Money oneFen = new Money(1);
    isPaid(yulu(1, SINCE, TARIFF));
    isRefused(
        new Payment(2, SINCE, YULU_SUBSIDY, "2016", SON, TARIFF.plus(oneFen)),
        Rule.AMOUNT_NOT_THE_TARIFF);
    isRefused(
        new Payment(3, SINCE, YULU_SUBSIDY, "2016", SON, TARIFF.minus(oneFen)),
        Rule.AMOUNT_NOT_THE_TARIFF);
  }

  @Test
  void isFlaggedInHistoryOnTheHouseholdThatReceivedIt() {
    Payment payment = yulu(1, SINCE, Money.ofYuan(1_500));
    story.tell(payment.approved());
    story.tell(payment.paid().asHistory());

    assertThat(story.lastBreaches(LI.stream())).containsExactly("AMOUNT_NOT_THE_TARIFF");
  }

  @Test
  void isNotAskedForBeforeItWasSetNorOfOtherProgrammes() {
    isPaid(yulu(1, SINCE.minusDays(1), Money.ofYuan(1_500)));
    isPaid(new Payment(2, SINCE, INDUSTRY_GRANT, "2015", null, Money.ofYuan(123)));
  }

  @Test
  void isOfOneProgrammeOnlyForAPeriod() {
    Payment university = new Payment(2, SINCE, UNIVERSITY_GRANT, "2015", SON, Money.ofYuan(4_000));
    isPaid(yulu(1, SINCE, TARIFF));

    isRefused(university, Rule.BENEFITS_EXCLUDE_EACH_OTHER);
    story.refuses(university.paid().asHistory(), Rule.BENEFITS_EXCLUDE_EACH_OTHER);
    isRefused(yulu(3, SINCE, TARIFF), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void ofAnotherPeriodOrAnotherMemberExcludesNothing() {
    isPaid(yulu(1, SINCE, TARIFF));

    isPaid(new Payment(2, SINCE, UNIVERSITY_GRANT, "2016", SON, Money.ofYuan(4_000)));
    isPaid(new Payment(3, SINCE, UNIVERSITY_GRANT, "2015", HEAD, Money.ofYuan(4_000)));
    isPaid(new Payment(4, SINCE, INDUSTRY_GRANT, "2015", null, Money.ofYuan(500)));
  }
}
