package org.sunshineledger.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("公示期")
class NoticePeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2016-11-08, 2016-11-14, false",
    "2016-11-08, 2016-11-15, true",
    "2016-02-25, 2016-03-03, true",
    "2015-12-28, 2016-01-03, false",
    "2016-11-08, 2016-11-01, false"
  })
  void isSevenCalendarDaysTheFirstNotCounted(
      LocalDate opens, LocalDate closes, boolean longEnough) {
    assertThat(NoticePeriod.isLongEnough(opens, closes)).isEqualTo(longEnough);
  }
}
