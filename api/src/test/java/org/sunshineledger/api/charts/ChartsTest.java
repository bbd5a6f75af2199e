package org.sunshineledger.api.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Ageing;
import org.sunshineledger.projections.money.Ageing.Budget;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.money.Stop;
import org.sunshineledger.projections.money.StopKind;
import org.sunshineledger.projections.progress.MonthPoint;
import org.sunshineledger.projections.progress.Pace;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.progress.TargetFigure;
import org.sunshineledger.projections.region.Node;

class ChartsTest {

  private final Charts charts = new Charts();

  @Nested
  @DisplayName("资金流向图")
  class Flow {

    private final Stop document = new Stop(StopKind.DOCUMENT, "文1", "文1", 1);
    private final Stop county = new Stop(StopKind.COUNTY, "410185", "登封市", 1);
    private final Stop paid = new Stop(StopKind.HOUSEHOLDS, "", "", 1);
    private final Stop left = new Stop(StopKind.UNALLOTTED, "", "", 1);

    @Test
    void bandsAreAsBroadAsTheirAmountsAndFillTheBoxesTheyEndAt() {
      FlowChart chart =
          charts.flow(
              List.of(leg(document, county, 900), leg(county, paid, 300), leg(county, left, 600)));

      FlowChart.Box box =
          chart.boxes().stream().filter(it -> it.stop().equals(county)).findFirst().orElseThrow();
      double leaving =
          chart.bands().stream()
              .filter(band -> band.leg().from().equals(county))
              .mapToDouble(FlowChart.Band::breadth)
              .sum();
      assertThat(leaving).isEqualTo(box.height(), within(0.2));
      assertThat(chart.bands().getFirst().breadth())
          .isEqualTo(3 * chart.bands().getLast().breadth(), within(0.4));
    }

    @Test
    void everyBoxLiesInTheDrawingAndNoneOnAnother() {
      FlowChart chart =
          charts.flow(
              List.of(
                  leg(document, county, 1_000_000), leg(county, paid, 1), leg(county, left, 1)));

      assertThat(chart.boxes())
          .allSatisfy(box -> {
            assertThat(box.x()).isBetween(0.0, chart.width() - box.width());
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(chart.height());
          });
      assertThat(chart.boxes().stream().map(box -> box.x() + "/" + box.y()))
          .doesNotHaveDuplicates();
    }

    @Test
    void whatIsBelowZeroCannotBeDrawnAndNothingIsNoChart() {
      assertThat(charts.flow(List.of(leg(document, left, -5))).bands()).isEmpty();
      assertThat(charts.flow(List.of()).boxes()).isEmpty();
    }

    private Leg leg(Stop from, Stop to, long yuan) {
      return new Leg(from, to, new Money(yuan * 100));
    }
  }

  @Nested
  @DisplayName("一年的进度")
  class Year {

    @Test
    void theLineRisesToItsShareOfTheGoal() {
      YearChart chart = charts.year(pace(100L, 25, "2016-06-30", "2016-12-31"));

      YearChart.Dot last = chart.dots().getLast();
      assertThat((chart.ground() - last.y()) / (chart.ground() - chart.goal()))
          .isEqualTo(0.25, within(0.01));
      assertThat(chart.dots()).extracting(YearChart.Dot::x).isSorted();
      assertThat(chart.hasGoal()).isTrue();
    }

    @Test
    void moreThanTheGoalGoesAboveItAndNothingIsLostBelowTheGround() {
      YearChart above = charts.year(pace(10L, 40, "2016-12-31"));
      YearChart none = charts.year(pace(null, 0, "2016-12-31"));

      assertThat(above.dots().getLast().y()).isLessThan(above.goal()).isNotNegative();
      assertThat(none.hasGoal()).isFalse();
      assertThat(none.dots().getLast().y()).isEqualTo(none.ground());
    }

    @Test
    void aYearThatHasNotBegunHasItsGoalOnly() {
      YearChart chart = charts.year(pace(100L, 0));

      assertThat(chart.dots()).isEmpty();
      assertThat(chart.hasGoal()).isTrue();
    }

    private Pace pace(@Nullable Long target, int exits, String... days) {
      List<MonthPoint> months =
          List.of(days).stream()
              .map(day -> new MonthPoint(LocalDate.parse(day), new Tally(exits, exits), Tally.NONE))
              .toList();
      return new Pace(
          new Node(new RegionCode("410185"), "登封市", RegionLevel.COUNTY, null, 1, true),
          2016,
          target == null ? null : new TargetFigure(target, null, "C1", 7),
          new Tally(exits, exits),
          Tally.NONE,
          months,
          true);
    }
  }

  @Nested
  @DisplayName("资金沉淀")
  class Age {

    @Test
    void aYearsMoneyIsItsOwnThenCarriedOverThenSurplus() {
      Ageing old = ageing(2014, "2014-07-02");

      List<AgeStrip.Part> parts = charts.age(old, List.of(old), LocalDate.of(2017, 12, 31)).parts();

      assertThat(parts)
          .extracting(AgeStrip.Part::budget)
          .containsExactly(Budget.OF_THE_YEAR, Budget.CARRY_OVER, Budget.SURPLUS);
      assertThat(charts.years(List.of(old), LocalDate.of(2017, 12, 31)))
          .containsExactly(2014, 2015, 2016, 2017);
      assertThat(parts.getFirst().x()).isEqualTo(12.5, within(0.2));
      assertThat(parts.getLast().x() + parts.getLast().width()).isEqualTo(100.0, within(0.2));
    }

    @Test
    void whatCameThisYearIsOfTheYear() {
      Ageing young = ageing(2016, "2016-02-01");

      assertThat(charts.age(young, List.of(young), LocalDate.of(2016, 10, 17)).parts())
          .extracting(AgeStrip.Part::budget)
          .containsExactly(Budget.OF_THE_YEAR);
    }

    private Ageing ageing(int year, String day) {
      return new Ageing(
          new DocumentNumber("郑财预〔2016〕1号"),
          new Account.FundHead(
              FundingLevel.CITY,
              Purpose.GENERAL,
              year,
              new RegionCode("410100"),
              null,
              LocalDate.parse(day),
              1,
              true),
          Money.ofYuan(1),
          0,
          Budget.SURPLUS,
          true);
    }
  }

  @Test
  void aBarIsItsShareOfTheLongestAndSomethingIsSeenOfTheSmallest() {
    assertThat(List.of(charts.share(25, 100), charts.share(0, 100), charts.share(1, 100_000)))
        .containsExactly(25.0, 0.0, 0.5);
    assertThat(charts.share(Money.ofYuan(1), Money.ZERO)).isLessThanOrEqualTo(100.0);
    assertThat(charts.most(List.of(3, 9, 4))).isEqualTo(9);
    assertThat(List.of(tuple(charts.most(List.of()), charts.share(1, 0))))
        .containsExactly(tuple(0, 0.5));
  }
}
