package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.fact.Money;

@DisplayName("Rules with numbers in them, as Zhengzhou's rule set has them")
class TermsTest {

  private static final RuleSets RULES = RuleSets.standard();
  private static final LocalDate DAY = LocalDate.of(2016, 10, 17);

  private static <T extends Terms> T terms(Rule rule, Class<T> type) {
    RuleSet zhengzhou = RULES.version("zhengzhou-2014.1").orElseThrow();
    return type.cast(Objects.requireNonNull(zhengzhou.provision(rule, DAY).orElseThrow().terms()));
  }

  @Nested
  @DisplayName("公示期")
  class Notices {

    @ParameterizedTest
    @CsvSource({
      "2016-11-08, 2016-11-14, false",
      "2016-11-08, 2016-11-15, true",
      "2016-02-25, 2016-03-03, true",
      "2015-12-28, 2016-01-03, false",
      "2016-11-08, 2016-11-01, false"
    })
    void areSevenCalendarDaysTheFirstNotCounted(
        LocalDate opens, LocalDate closes, boolean longEnough) {
      NoticePeriod period = terms(Rule.NOTICE_TOO_SHORT, NoticePeriod.class);

      assertThat(period.isLongEnough(opens, closes, RULES.calendar())).isEqualTo(longEnough);
      assertThat(period.code()).isEqualTo("NOTICE_PERIOD_7_CALENDAR_DAYS");
    }

    @ParameterizedTest
    @CsvSource({
      // Five days of work from a Monday are over on the next Monday.
      "2016-11-07, 2016-11-11, false",
      "2016-11-07, 2016-11-14, true",
      // 国庆节: the seven days of October do not count, the worked weekend after them does.
      "2016-09-28, 2016-10-09, false",
      "2016-09-28, 2016-10-10, true"
    })
    void mayBeCountedInWorkingDays(LocalDate opens, LocalDate closes, boolean longEnough) {
      NoticePeriod period = new NoticePeriod(5, DayCount.WORKING_DAYS);

      assertThat(period.isLongEnough(opens, closes, RULES.calendar())).isEqualTo(longEnough);
    }

    @Test
    void areNotCountedInAYearWhoseHolidaysAreUnknown() {
      NoticePeriod period = new NoticePeriod(5, DayCount.WORKING_DAYS);
      LocalDate late = LocalDate.of(2031, 3, 3);

      assertThatThrownBy(() -> period.isLongEnough(late, late.plusDays(30), RULES.calendar()))
          .hasMessage("HOLIDAYS_UNKNOWN: 2031");
    }
  }

  @Nested
  @DisplayName("民主评议法定人数")
  class Meetings {

    @ParameterizedTest
    @CsvSource({
      "45, 30, true",
      "45, 29, false",
      "46, 30, false",
      "46, 31, true",
      "3, 2, true",
      "1, 0, false",
      "2147483647, 2147483647, true"
    })
    void needTwoThirdsOfTheirMembers(int eligible, int present, boolean reached) {
      assertThat(terms(Rule.REVIEW_WITHOUT_QUORUM, Attendance.class).isReached(eligible, present))
          .isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"30, 15, false", "30, 16, true", "31, 16, true", "31, 15, false"})
    void decideByMoreThanHalfOfThosePresent(int present, int yes, boolean reached) {
      assertThat(terms(Rule.REVIEW_WITHOUT_MAJORITY, Majority.class).isReached(present, yes))
          .isEqualTo(reached);
    }
  }

  @Nested
  @DisplayName("国家扶贫标准")
  class Line {

    private final PovertyLines lines = terms(Rule.EXIT_INCOME_BELOW_LINE, PovertyLines.class);

    @ParameterizedTest
    @CsvSource({"2013, 2736", "2014, 2800", "2015, 2855", "2016, 2952"})
    void isTheOneOfTheIncomesYear(int year, long yuan) {
      assertThat(lines.of(year).yuan()).isEqualTo(Money.ofYuan(yuan));
    }

    @ParameterizedTest
    @CsvSource({"2017, 2952", "2009, 2300"})
    void isTheNearestKnownOneOutsideOfThem(int year, long yuan) {
      assertThat(lines.of(year).yuan()).isEqualTo(Money.ofYuan(yuan));
    }
  }

  @Nested
  @DisplayName("脱贫不脱政策")
  class Kept {

    @ParameterizedTest
    @CsvSource({"2016-12-01, 2020-12-31", "2019-12-31, 2020-12-31", "2020-06-01, 2021-06-01"})
    void untilTheEndOfTheCampaignAndOneYearAtLeast(LocalDate exited, LocalDate until) {
      assertThat(terms(Rule.PAYEE_NOT_ELIGIBLE, KeptPolicy.class).until(exited)).isEqualTo(until);
    }
  }

  @Nested
  @DisplayName("贫困发生率")
  class Poor {

    @ParameterizedTest
    @CsvSource({"0, 1, true", "1, 50, false", "1, 51, true", "42949673, 2147483647, false"})
    void isBelowTwoPercentInWholeNumbers(int poor, int people, boolean low) {
      assertThat(terms(Rule.INCIDENCE_ABOVE_TWO_PERCENT, Incidence.class).isLowEnough(poor, people))
          .isEqualTo(low);
    }

    @Test
    void mayBeExactlyThatWhereTheRuleSaysSo() {
      assertThat(new Incidence(2, true).isLowEnough(1, 50)).isTrue();
    }
  }

  @Nested
  @DisplayName("N+2")
  class Measures {

    private final NPlusTwo enough = terms(Rule.PLAN_BELOW_N_PLUS_2, NPlusTwo.class);

    @Test
    void areOneForEachMemberAndTwoForTheHousehold() {
      assertThat(enough.isMet(Set.of("01", "02"), List.of("01", "02"), 2)).isTrue();
      assertThat(enough.isMet(Set.of("01", "02"), List.of("01", "02"), 1)).isFalse();
    }

    @Test
    void areNotTwoForOneAndNoneForTheOther() {
      assertThat(enough.isMet(Set.of("01", "02"), List.of("01", "01"), 2)).isFalse();
    }

    @Test
    void doNotCountWhoHasLeft() {
      assertThat(enough.isMet(Set.of("01"), List.of("02"), 2)).isFalse();
    }
  }
}
