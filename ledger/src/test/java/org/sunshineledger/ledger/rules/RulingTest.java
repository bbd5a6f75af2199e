package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.JournalStorageEngine;

/** What the fixtures of the aggregates do not show. */
@DisplayName("Ruling")
class RulingTest {

  /** A quarter past midnight in Zhengzhou, still the day before in UTC. */
  private static final Clock JUST_AFTER_MIDNIGHT =
      Clock.fixed(Instant.parse("2016-10-16T16:15:00Z"), ZoneOffset.UTC);

  private static final LocalDate TODAY = LocalDate.of(2016, 10, 17);

  private record Anything() implements Order {
    @Override
    public String stream() {
      return "anything/1";
    }
  }

  private static final Jurisdiction ANYWHERE =
      new Jurisdiction() {
        @Override
        public Place placeOf(RegionCode region, LocalDate on) {
          return Place.NOWHERE;
        }

        @Override
        public boolean backfillIsOpen(Place place) {
          return true;
        }
      };

  private static Ruling on(LocalDate day) {
    return new Ruling(
        Deed.live(day, new Anything()).act(), JUST_AFTER_MIDNIGHT, ANYWHERE, RuleSets.standard());
  }

  @Test
  void todayIsADayInZhengzhou() {
    assertThat(on(TODAY).day()).isEqualTo(TODAY);
    assertThatThrownBy(() -> on(TODAY.plusDays(1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rule()).isEqualTo(Rule.DATED_IN_THE_FUTURE));
  }

  @Test
  void theOrderOfTheListIsTheOrderOfTheChecks() {
    Ruling ruling = on(TODAY);
    ruling.require(true, Rule.NOT_EXITED);

    assertThatThrownBy(() -> ruling.require(true, Rule.NOT_REVIEWED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("NOT_REVIEWED was asked after NOT_EXITED");
  }

  @Test
  void anotherStreamIsJudgedFromTheBeginning() {
    Ruling ruling = on(TODAY);
    ruling.require(true, Rule.NOT_EXITED);

    ruling.at(Deed.TOWNSHIP).require(true, Rule.NOT_REVIEWED);
  }

  @Test
  void saysTheRuleAndWhatItFound() {
    assertThatThrownBy(() -> on(TODAY).require(false, Rule.MEMBER_UNKNOWN, "07"))
        .hasMessage("MEMBER_UNKNOWN: 07");
    assertThatThrownBy(() -> on(TODAY).require(false, Rule.NO_PLAN)).hasMessage("NO_PLAN");
  }

  @Test
  void whatThePlacesRuleSetLetsPassIsNotRefused() {
    Place example = new Place(null, null, new RegionCode("410199"), new RegionCode("410100"));

    on(TODAY).at(example).require(false, Rule.REVIEW_WITHOUT_QUORUM);
    assertThatThrownBy(() -> on(TODAY).require(false, Rule.REVIEW_WITHOUT_QUORUM))
        .hasMessage("REVIEW_WITHOUT_QUORUM");
  }

  @Test
  void aRuleThatIsNotInForceAsksNothing() {
    Place zhengzhou = new Place(null, null, null, new RegionCode("410100"));

    on(TODAY).at(Place.NOWHERE).require(false, Rule.PLAN_BELOW_N_PLUS_2);
    assertThatThrownBy(() -> on(TODAY).at(zhengzhou).require(false, Rule.PLAN_BELOW_N_PLUS_2))
        .hasMessage("PLAN_BELOW_N_PLUS_2");
  }

  @Test
  void aDayOfWhichNoRuleSetSpeaksIsRefused() {
    assertThatThrownBy(() ->
            on(LocalDate.of(2001, 1, 1)).terms(Rule.EXIT_INCOME_BELOW_LINE, PovertyLines.class))
        .hasMessage("NOT_REGULATED: EXIT_INCOME_BELOW_LINE 2001-01-01");
  }

  @Test
  void theEnvelopeIsWhereTheJournalLooksForIt() {
    assertThat(Ruling.ENVELOPE).isEqualTo(JournalStorageEngine.ENVELOPE);
  }
}
