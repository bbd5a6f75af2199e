package org.sunshineledger.ledger.region;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.region.KnownDivisions.AIRPORT_ZONE;
import static org.sunshineledger.ledger.region.KnownDivisions.BAQIAN;
import static org.sunshineledger.ledger.region.KnownDivisions.BEGINNING;
import static org.sunshineledger.ledger.region.KnownDivisions.XINZHENG;
import static org.sunshineledger.ledger.region.KnownDivisions.ZHENGZHOU;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionRenamed;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.RenameRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("行政区划")
class RegionTest {

  private static final LocalDate MOVE = LocalDate.of(2016, Month.JANUARY, 1);

  private final Judging<Region> region = Judging.of(Region.class, new KnownDivisions());

  private static Deed define(RegionCode code, RegionLevel level, @Nullable RegionCode parent) {
    return live(BEGINNING, new DefineRegion(code, "八千乡", level, parent));
  }

  private static Deed baqian() {
    return define(BAQIAN, RegionLevel.TOWNSHIP, XINZHENG);
  }

  @Test
  void beginsBelowTheOneAbove() {
    region.when(baqian()).records(new RegionDefined(BAQIAN, "八千乡", RegionLevel.TOWNSHIP, XINZHENG));
  }

  @Test
  void beginsOnce() {
    region.given(baqian()).when(baqian()).isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void skipsNoLevel() {
    region
        .when(define(BAQIAN, RegionLevel.TOWNSHIP, ZHENGZHOU))
        .isRefusedFor(Rule.PARENT_NOT_ABOVE);
    region.when(define(BAQIAN, RegionLevel.TOWNSHIP, null)).isRefusedFor(Rule.PARENT_NOT_ABOVE);
    region.when(define(new RegionCode("420000"), RegionLevel.PROVINCE, null)).isRecorded();
  }

  @Test
  void liesInSomethingKnown() {
    region
        .when(define(BAQIAN, RegionLevel.TOWNSHIP, new RegionCode("410999")))
        .isRefusedFor(Rule.UNKNOWN_REGION);
  }

  @Test
  void needsNoBackfillToBeHistory() {
    region.when(baqian().asHistory()).isRecorded();
  }

  @Test
  void changesItsName() {
    region
        .given(baqian())
        .when(live(MOVE, new RenameRegion(BAQIAN, "八千街道")))
        .records(new RegionRenamed(BAQIAN, "八千街道"));
    region
        .given(baqian())
        .when(live(MOVE, new RenameRegion(BAQIAN, "八千乡")))
        .isRefusedFor(Rule.NOTHING_CHANGES);
  }

  @Test
  void movesToAnotherCounty() {
    region
        .given(baqian())
        .when(live(MOVE, new TransferRegion(BAQIAN, AIRPORT_ZONE)))
        .records(new RegionTransferred(BAQIAN, XINZHENG, AIRPORT_ZONE));
  }

  @Test
  void movesOnlyBetweenEquals() {
    region
        .given(baqian())
        .when(live(MOVE, new TransferRegion(BAQIAN, ZHENGZHOU)))
        .isRefusedFor(Rule.PARENT_NOT_ABOVE);
    region
        .given(baqian())
        .when(live(MOVE, new TransferRegion(BAQIAN, XINZHENG)))
        .isRefusedFor(Rule.NOTHING_CHANGES);
  }
}
