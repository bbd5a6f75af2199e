package org.sunshineledger.projections.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("时限")
class DueTest {

  private static final LocalDate FIRST = LocalDate.of(2016, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2016, 11, 30);

  private static @Nullable Long left(@Nullable LocalDate done, LocalDate asOf) {
    return Due.of(FIRST, LAST, done, asOf).daysLeft(asOf);
  }

  @Test
  void theDaysThatAreLeftRunToNoughtOnTheLastOneAndBelowAfterIt() {
    assertThat(left(null, LocalDate.of(2016, 11, 23))).isEqualTo(7);
    assertThat(left(null, LAST)).isZero();
    assertThat(left(null, LocalDate.of(2016, 12, 3))).isEqualTo(-3);
  }

  @Test
  void theClockStopsOnTheDayItWasDone() {
    assertThat(left(LocalDate.of(2016, 11, 20), LocalDate.of(2020, 1, 1))).isEqualTo(10);
    assertThat(left(LocalDate.of(2016, 12, 2), LocalDate.of(2020, 1, 1))).isEqualTo(-2);
  }

  @Test
  void withoutALastDayThereIsNoClock() {
    assertThat(Due.of(FIRST, null, null, LAST).daysLeft(LAST)).isNull();
  }
}
