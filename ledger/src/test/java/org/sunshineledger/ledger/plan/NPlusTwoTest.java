package org.sunshineledger.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.plan.MeasureKind.EDUCATION_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.HEALTH_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.INDUSTRY_SUPPORT;
import static org.sunshineledger.ledger.plan.MeasureKind.MICROCREDIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.MemberId;

@DisplayName("N+2")
class NPlusTwoTest {

  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final Set<MemberId> BOTH = Set.of(HEAD, SON);

  private static PersonMeasure person(MemberId member, MeasureKind kind) {
    return new PersonMeasure(new MeasureId("01"), member, kind);
  }

  private static List<HouseholdMeasure> household(MeasureKind... kinds) {
    List<HouseholdMeasure> measures = new ArrayList<>();
    for (MeasureKind kind : kinds) measures.add(new HouseholdMeasure(new MeasureId("02"), kind));
    return measures;
  }

  @Test
  void isOneForEachMemberAndTwoForTheHousehold() {
    assertThat(
            NPlusTwo.isMet(
                BOTH,
                List.of(person(HEAD, HEALTH_AID), person(SON, HEALTH_AID)),
                household(INDUSTRY_SUPPORT, MICROCREDIT)))
        .isTrue();
  }

  @Test
  void isNotTwoForOneAndNoneForTheOther() {
    assertThat(
            NPlusTwo.isMet(
                BOTH,
                List.of(person(HEAD, HEALTH_AID), person(HEAD, EDUCATION_AID)),
                household(INDUSTRY_SUPPORT, MICROCREDIT)))
        .isFalse();
  }

  @Test
  void isNotTheSameMeasureTwiceForTheHousehold() {
    assertThat(
            NPlusTwo.isMet(
                Set.of(HEAD),
                List.of(person(HEAD, HEALTH_AID)),
                household(MICROCREDIT, MICROCREDIT)))
        .isFalse();
  }

  @Test
  void doesNotCountWhoHasLeft() {
    assertThat(
            NPlusTwo.isMet(
                Set.of(HEAD),
                List.of(person(SON, HEALTH_AID)),
                household(INDUSTRY_SUPPORT, MICROCREDIT)))
        .isFalse();
  }
}
