package org.sunshineledger.projections.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.FoldedInMemory;
import org.sunshineledger.projections.view.Moment;

@DisplayName("各地脱贫进度")
class ProgressQueryTest {

  private static final RegionCode ONE = new RegionCode("410173202001");
  private static final RegionCode TWO = new RegionCode("410173202002");
  private static final Moment END_OF_2016 = Moment.of(day("2016-12-31"));
  private static final Tally THREE = new Tally(1, 3);
  private static final Tally TWO_PERSONS = new Tally(1, 2);

  /** 八千 goes to 航空港区 with 2016: one household exits before it, one after, one is planned. */
  private final Telling telling =
      new Telling()
          .divisions()
          .identified("2014-05-01", 1, ONE, 3)
          .identified("2014-05-01", 2, TWO, 2)
          .identified("2014-05-01", 3, TWO, 4)
          .planned("2014-06-01", 3, TWO, 2016)
          .exited("2015-11-01", 1, ONE, 3)
          .exited("2016-08-10", 2, TWO, 2);

  @Test
  void whatATownshipBringsWithItIsNotCountedInTheYearInWhichItComes() {
    Pace airport = pace(Telling.AIRPORT, 2016);
    assertThat(airport.exits()).isEqualTo(TWO_PERSONS);
    assertThat(airport.due()).as("and who is still to exit").isEqualTo(new Tally(2, 6));
    assertThat(airport.months()).hasSize(12);
    assertThat(airport.months().get(6).exits()).as("July").isEqualTo(Tally.NONE);
    assertThat(airport.months().get(7).exits()).as("August").isEqualTo(TWO_PERSONS);
    assertThat(airport.months().getLast().day()).isEqualTo("2016-12-31");
    assertThat(pace(Telling.AIRPORT, 2015).exits()).isEqualTo(Tally.NONE);
    assertThat(pace(Telling.XINZHENG, 2015).exits()).isEqualTo(THREE);
    assertThat(pace(Telling.XINZHENG, 2016).exits()).isEqualTo(Tally.NONE);
  }

  @Test
  void nothingIsDrawnOfAYearThatHasNotBegun() {
    assertThat(pace(Telling.AIRPORT, 2017).months()).isEmpty();
    assertThat(pace(Telling.AIRPORT, 2017).exits()).isEqualTo(Tally.NONE);
  }

  @Test
  void severalThatAreAskedTogetherAreToldAsEachByItself() {
    Moment earlier = Moment.first(day("2016-09-30"), telling.facts().size() - 1L);
    for (Moment moment : List.of(END_OF_2016, Moment.of(day("2015-12-31")), earlier)) {
      List<Node> nodes =
          List.of(
              node(Telling.CITY, moment),
              node(Telling.AIRPORT, moment),
              node(Telling.XINZHENG, moment),
              node(ONE, moment));
      assertThat(query().published(nodes, moment))
          .isEqualTo(nodes.stream().map(node -> query().published(node, moment)).toList());
      for (int year : new int[] {2015, 2016})
        assertThat(query().paces(nodes, year, moment))
            .isEqualTo(nodes.stream().map(node -> query().pace(node, year, moment)).toList());
    }
  }

  private Pace pace(RegionCode region, int year) {
    return query().pace(node(region, END_OF_2016), year, END_OF_2016);
  }

  private Node node(RegionCode region, Moment moment) {
    return regions(folded()).on(moment).node(region).orElseThrow();
  }

  private ProgressQuery query() {
    FoldedInMemory folded = folded();
    return new ProgressQuery(
        folded.rows(new ProgressView()), regions(folded), (_, _) -> Optional.empty());
  }

  private FoldedInMemory folded() {
    FoldedInMemory folded = new FoldedInMemory(List.of(new ProgressView(), new DivisionView()));
    telling.facts().forEach(folded::add);
    return folded;
  }

  private static Regions regions(FoldedInMemory folded) {
    return new Regions(folded.rows(new DivisionView()));
  }
}
