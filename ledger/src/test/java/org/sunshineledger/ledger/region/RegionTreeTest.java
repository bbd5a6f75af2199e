package org.sunshineledger.ledger.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.region.KnownDivisions.AIRPORT_ZONE;
import static org.sunshineledger.ledger.region.KnownDivisions.BAQIAN;
import static org.sunshineledger.ledger.region.KnownDivisions.BEGINNING;
import static org.sunshineledger.ledger.region.KnownDivisions.HENAN;
import static org.sunshineledger.ledger.region.KnownDivisions.XINZHENG;
import static org.sunshineledger.ledger.region.KnownDivisions.ZHENGZHOU;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent.RegionRenamed;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;

@DisplayName("行政区划 over time")
class RegionTreeTest {

  private static final LocalDate MOVE = LocalDate.of(2016, Month.JANUARY, 1);

  private final RegionTree tree = KnownDivisions.tree();

  private Place baqianOn(LocalDate day) {
    return tree.placeOf(BAQIAN, day).orElseThrow();
  }

  @Test
  void aTownshipLiesInItsCountyAndCity() {
    assertThat(baqianOn(BEGINNING)).isEqualTo(new Place(null, BAQIAN, XINZHENG, ZHENGZHOU));
    assertThat(tree.placeOf(HENAN, BEGINNING)).contains(Place.NOWHERE);
  }

  @Test
  void baqianMovesOnTheFirstOfJanuary2016() {
    tree.apply(MOVE, new RegionTransferred(BAQIAN, XINZHENG, AIRPORT_ZONE));

    assertThat(baqianOn(MOVE.minusDays(1)).county()).isEqualTo(XINZHENG);
    assertThat(baqianOn(MOVE).county()).isEqualTo(AIRPORT_ZONE);
  }

  @Test
  void aMoveThatIsRecordedLateStillHoldsFromItsDay() {
    LocalDate back = MOVE.plusYears(1);
    tree.apply(back, new RegionTransferred(BAQIAN, AIRPORT_ZONE, XINZHENG));
    tree.apply(MOVE, new RegionTransferred(BAQIAN, XINZHENG, AIRPORT_ZONE));

    assertThat(baqianOn(MOVE).county()).isEqualTo(AIRPORT_ZONE);
    assertThat(baqianOn(back).county()).isEqualTo(XINZHENG);
  }

  @Test
  void thereIsNothingBeforeTheFirstDay() {
    assertThat(tree.placeOf(BAQIAN, BEGINNING.minusDays(1))).isEmpty();
    assertThat(tree.placeOf(new RegionCode("410999"), BEGINNING)).isEmpty();
    assertThat(tree.levelOf(new RegionCode("410999"))).isEmpty();
  }

  @Test
  void aNameMovesNobody() {
    tree.apply(MOVE, new RegionRenamed(BAQIAN, "八千街道"));

    assertThat(baqianOn(MOVE).county()).isEqualTo(XINZHENG);
    assertThat(tree.levelOf(BAQIAN)).contains(RegionLevel.TOWNSHIP);
  }

  @Test
  void whatNobodyDefinedCannotMove() {
    RegionCode nowhere = new RegionCode("410999");

    assertThatThrownBy(
            () -> tree.apply(MOVE, new RegionTransferred(nowhere, XINZHENG, AIRPORT_ZONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("410999");
  }
}
