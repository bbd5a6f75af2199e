package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("享受月份")
class MonthsTest {

  @ParameterizedTest
  @CsvSource({
    "2016, 2016-01, 2016-12",
    "2016-Q1, 2016-01, 2016-03",
    "2016-Q4, 2016-10, 2016-12",
    "2016-02, 2016-02, 2016-02"
  })
  void areThoseOfTheYearTheQuarterOrTheMonth(String period, String first, String last) {
    assertThat(Months.of(period))
        .isEqualTo(new Months(YearMonth.parse(first), YearMonth.parse(last)));
  }

  /** Month by month, as anybody would count. */
  @ParameterizedTest
  @ValueSource(strings = {"2016", "2016-Q1", "2016-Q2", "2016-03", "2016-04", "2015-12", "2015"})
  void overlapWhereTheyHaveAMonthInCommon(String one) {
    for (String other : new String[] {"2016", "2016-Q1", "2016-06", "2015-Q4", "2015", "2017"})
      assertThat(Months.of(one).overlap(Months.of(other)))
          .as("%s and %s", one, other)
          .isEqualTo(
              IntStream.range(0, 36)
                  .mapToObj(month -> YearMonth.of(2015, 1).plusMonths(month))
                  .anyMatch(month -> isIn(month, one) && isIn(month, other)));
    assertThat(Months.ALL.overlap(Months.of(one))).isTrue();
  }

  private static boolean isIn(YearMonth month, String period) {
    String quarter = "%d-Q%d".formatted(month.getYear(), (month.getMonthValue() + 2) / 3);
    return period.equals(month.toString())
        || period.equals(quarter)
        || period.equals(String.valueOf(month.getYear()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2016-13", "2016-Q5", "2016-Q0", "2016/03", "2016-3", "2016-033", "16", "这个月"})
  void areOfNoOtherText(String text) {
    assertThatThrownBy(() -> Months.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
