package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.DecidingLevels.Decision;
import org.sunshineledger.ledger.rules.DecidingLevels.Level;

/** Where each number of a rule set ends. */
@DisplayName("The numbers of a rule")
class TermsInNumbersTest {

  @ParameterizedTest
  @CsvSource({"2000-03-01, false", "2000-02-29, true", "2000-02-28, true"})
  void anAgeIsReachedOnTheBirthday(LocalDate born, boolean reached) {
    assertThat(new Age(16).isReachedBy(born, LocalDate.of(2016, Month.FEBRUARY, 29)))
        .isEqualTo(reached);
  }

  @Test
  void anAgeIsThatOfAPerson() {
    assertThat(new Age(0).years()).isZero();
    assertThat(new Age(120).years()).isEqualTo(120);
    assertThatIllegalArgumentException().isThrownBy(() -> new Age(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Age(121));
  }

  @ParameterizedTest
  @CsvSource({"2014-12-31, 2015-01-01, true", "2015-01-01, 2015-12-31, false"})
  void aYearOnTheRegisterIsATurnOfTheCalendar(LocalDate identified, LocalDate day, boolean passed) {
    assertThat(new YearsOnRegister(1).arePassed(identified, day)).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "410173202, TOWNSHIP",
    "410184, COUNTY",
    "410100, CITY",
    "410173202201, ",
  })
  void aLevelIsReadFromTheCode(String region, Level level) {
    for (Level each : Level.values())
      assertThat(each.isOf(new RegionCode(region))).as(each.name()).isEqualTo(each == level);
  }

  @Test
  void whatNoLevelIsNamedForEveryOfficeMayDecide() {
    DecidingLevels levels = new DecidingLevels(Map.of(Decision.EXIT, Level.COUNTY));

    assertThat(levels.mayDecide(Decision.REMOVAL, new RegionCode("410173202"))).isTrue();
    assertThat(levels.mayDecide(Decision.EXIT, new RegionCode("410173202"))).isFalse();
    assertThat(levels.mayDecide(Decision.EXIT, new RegionCode("410184"))).isTrue();
  }

  @Test
  void aFractionIsAPartOfAWhole() {
    assertThat(new Fraction(0, 1)).hasToString("0/1");
    assertThat(new Fraction(1_000, 1_000)).isEqualTo(Fraction.parse("1000/1000"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fraction(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fraction(1, 1_001));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fraction(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fraction(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Fraction.parse("a half"));
  }

  @Test
  void aNoticeHangsADayToAYear() {
    assertThat(new NoticePeriod(1, DayCount.CALENDAR_DAYS).code())
        .isEqualTo("NOTICE_PERIOD_1_CALENDAR_DAYS");
    assertThat(new NoticePeriod(365, DayCount.WORKING_DAYS).code())
        .isEqualTo("NOTICE_PERIOD_365_WORKING_DAYS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NoticePeriod(0, DayCount.CALENDAR_DAYS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NoticePeriod(366, DayCount.CALENDAR_DAYS));
  }

  @ParameterizedTest
  @CsvSource({"2016-05-02, true", "2016-05-03, false"})
  void aDeadlineIsMetOnItsLastDay(LocalDate done, boolean met) {
    assertThat(
            new Deadline(1, DayCount.CALENDAR_DAYS)
                .isMet(LocalDate.of(2016, Month.MAY, 1), done, RuleSets.standard().calendar()))
        .isEqualTo(met);
    assertThatIllegalArgumentException().isThrownBy(() -> new Deadline(0, DayCount.CALENDAR_DAYS));
  }

  @Test
  void anIncidenceIsAPercentage() {
    assertThat(new Incidence(0, true).isLowEnough(0, 1)).isTrue();
    assertThat(new Incidence(100, true).isLowEnough(1, 1)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new Incidence(-1, true));
    assertThatIllegalArgumentException().isThrownBy(() -> new Incidence(101, true));
  }

  @Test
  void noMeasuresMayBeAskedForButNotFewer() {
    assertThat(new NPlusTwo(0, 0).isMet(Set.of("01"), List.of(), 0)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new NPlusTwo(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NPlusTwo(0, -1));
  }

  @Test
  void aTariffIsOfItsProgrammeOnly() {
    Tariffs tariffs = new Tariffs(Map.of("A", 1L), List.of(List.of("A", "B"), List.of("C")));

    assertThat(tariffs.agree("A", Money.ofYuan(1))).isTrue();
    assertThat(tariffs.agree("A", Money.ofYuan(2))).isFalse();
    assertThat(tariffs.agree("B", Money.ofYuan(2))).isTrue();
    assertThat(tariffs.exclusive("B")).contains("A+B");
    assertThat(tariffs.exclusive("C")).contains("C");
    assertThat(tariffs.exclusive("D")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Tariffs(Map.of("A", 0L), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "2016-10-17, 2016-11-17, true",
    "2016-10-17, 2016-11-18, false",
    "2016-01-31, 2016-02-29, true",
    "2016-01-31, 2016-03-01, false"
  })
  void aMonthEndsOnTheDayOfTheSameNumberOrItsLast(LocalDate since, LocalDate done, boolean isMet) {
    assertThat(new WithinMonths(1).isMet(since, done)).isEqualTo(isMet);
    assertThatIllegalArgumentException().isThrownBy(() -> new WithinMonths(0));
  }

  @Test
  void enoughPersonsAreSoManyOrMore() {
    assertThat(new AtLeast(2).holds(1)).isFalse();
    assertThat(new AtLeast(2).holds(2)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new AtLeast(0));
  }

  @Test
  void aSanctionLastsAsLongAsItsKindAndOthersAsTheyMay() {
    SanctionPeriods periods = new SanctionPeriods(Map.of("WARNING", 6, "EXPULSION", 0));
    assertThat(periods.isRight("WARNING", 6)).isTrue();
    assertThat(periods.isRight("WARNING", null)).isFalse();
    assertThat(periods.isRight("EXPULSION", null)).isTrue();
    assertThat(periods.isRight("EXPULSION", 6)).isFalse();
    assertThat(periods.isRight("ADMONITION", 6)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SanctionPeriods(Map.of("WARNING", -1)));
  }

  @Test
  void sanctionsAddUpToTheCapItself() {
    assertThat(new PeriodCap(48).holds(48)).isTrue();
    assertThat(new PeriodCap(48).holds(49)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new PeriodCap(0));
  }
}
