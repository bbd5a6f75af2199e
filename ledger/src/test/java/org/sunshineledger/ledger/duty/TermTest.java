package org.sunshineledger.ledger.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("任期, half open")
class TermTest {

  private static final LocalDate FIRST = LocalDate.of(2015, Month.MARCH, 1);
  private static final LocalDate LAST = LocalDate.of(2015, Month.DECEMBER, 31);
  private static final LocalDate AFTER = LAST.plusDays(1);

  private final Term lasting = Term.since(FIRST);
  private final Term over = lasting.endedOn(AFTER);

  @Test
  void coversItsFirstDayAndNotTheDayItEndedOn() {
    assertThat(over.covers(FIRST.minusDays(1))).isFalse();
    assertThat(over.covers(FIRST)).isTrue();
    assertThat(over.covers(LAST)).isTrue();
    assertThat(over.covers(AFTER)).isFalse();
    assertThat(lasting.covers(AFTER)).isTrue();
  }

  @Test
  void isFollowedByAnotherOnTheDayItEndedOn() {
    assertThat(over.meetsOneSince(LAST)).isTrue();
    assertThat(over.meetsOneSince(AFTER)).isFalse();
    assertThat(lasting.meetsOneSince(AFTER)).isTrue();
  }

  @Test
  void endsOnceAndNotBeforeItBegan() {
    assertThat(lasting.mayEndOn(FIRST)).isTrue();
    assertThat(lasting.mayEndOn(FIRST.minusDays(1))).isFalse();
    assertThat(over.mayEndOn(AFTER)).isFalse();
  }
}
