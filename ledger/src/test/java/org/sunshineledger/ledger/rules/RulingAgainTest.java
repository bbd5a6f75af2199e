package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;

@DisplayName("A ruling on what was recorded once")
class RulingAgainTest {

  private static final RuleSets RULES = RuleSets.standard();
  private static final LocalDate DAY = LocalDate.of(2016, Month.MAY, 1);

  private static RuleSet ruleSet(String version) {
    return RULES.version(version).orElseThrow();
  }

  private static Ruling by(String version) {
    return Ruling.again(
        new Envelope(
            DAY,
            new Actor(Deed.CLERK, Post.CLERK, "八千乡扶贫办", Deed.TOWNSHIP),
            List.of(),
            "zhengzhou-2014.1",
            Judging.PLACE,
            null,
            List.of(),
            Mode.LIVE,
            Origin.SYNTHETIC,
            List.of(),
            new UUID(0, 1),
            null),
        RULES,
        ruleSet(version));
  }

  @Test
  void isOfTheActAndTheDayOfThen() {
    Ruling ruling = by("zhengzhou-2014.1");

    assertThat(ruling.act().actor().officer()).isEqualTo(Deed.CLERK);
    assertThat(ruling.day()).isEqualTo(DAY);
    assertThat(ruling.today()).isEqualTo(DAY);
  }

  @Test
  void refusesNothingAndFindsEverything() {
    Ruling ruling = by("zhengzhou-2014.1");
    ruling
        .require(false, Rule.NO_MEMBERS)
        .require(false, Rule.NOT_APPLIED)
        .require(false, Rule.NOT_APPLIED)
        .require(true, Rule.NOT_REVIEWED)
        .expect(true, Rule.NO_PLAN)
        .expect(false, Rule.PLAN_BELOW_N_PLUS_2);

    assertThat(ruling.breaches())
        .containsExactly("NO_MEMBERS", "NOT_APPLIED", "PLAN_BELOW_N_PLUS_2");
  }

  @Test
  void asksOnlyWhatTheOtherRuleSetAsks() {
    Ruling ruling = by("national-2014.1");
    ruling
        .require(false, Rule.PLAN_BELOW_N_PLUS_2)
        .require(false, Rule.GOVERNMENT_HAS_NOT_CONFIRMED)
        .expect(false, Rule.PLAN_BELOW_N_PLUS_2);

    assertThat(ruling.breaches()).isEmpty();
  }

  @Test
  void isByTheOtherRuleSetWhereverItHappened() {
    Ruling ruling = by("national-2014.1").at(new RegionCode("410199"));

    assertThat(ruling.isInForce(Rule.PLAN_BELOW_N_PLUS_2)).isFalse();
    assertThat(ruling.isInForce(Rule.NO_PLAN)).isTrue();
  }

  @Test
  void knowsWhichRulesMayBeBroken() {
    Ruling ruling = by("zhengzhou-2014.1");

    assertThat(ruling.isSoft(Rule.RELATIVE_SIGNED)).isTrue();
    assertThat(ruling.isSoft(Rule.NOT_REVIEWED)).isFalse();
    // What nothing is said of may be.
    assertThat(by("national-2014.1").isSoft(Rule.PLAN_BELOW_N_PLUS_2)).isTrue();
  }

  @Test
  void keepsWhatRestsOnPersonsAndOnTheDayOfRecording() {
    RuleSet nation = ruleSet("national-2014.1");

    assertThat(Rejudged.keptFrom("TOO_YOUNG_TO_WORK", nation)).contains(Rule.TOO_YOUNG_TO_WORK);
    assertThat(Rejudged.keptFrom("NOT_REVIEWED", nation)).isEmpty();
    assertThat(Rejudged.keptFrom("PLAN_BELOW_N_PLUS_2", nation)).isEmpty();
  }

  @Test
  void aRefusalSaysWhatItFound() {
    assertThat(new Refused(Rule.NOT_REGULATED, "2012").detail()).hasToString("2012");
    assertThatThrownBy(() -> by("national-2014.1").terms(Rule.PLAN_BELOW_N_PLUS_2, NPlusTwo.class))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(Rule.NOT_REGULATED);
              assertThat(refused.detail()).hasToString("PLAN_BELOW_N_PLUS_2 2016-05-01");
            });
  }

  @Test
  void everythingBelongsWhereItIsSettled() {
    Jurisdiction settled = new Jurisdiction.Settled(Judging.PLACE);

    assertThat(settled.placeOf(new RegionCode("410199"), DAY)).isEqualTo(Judging.PLACE);
    assertThat(settled.backfillIsOpen(Judging.PLACE)).isTrue();
  }
}
