package org.sunshineledger.ledger.village;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a poor village. */
public sealed interface VillageOrder extends Order {

  RegionCode village();

  @Override
  default String stream() {
    return "village/" + village();
  }

  record ListVillage(RegionCode village, PoorVillageLevel level, int ruralPopulation)
      implements VillageOrder {}

  record SurveyVillage(RegionCode village, int year, VillageIndicators indicators)
      implements VillageOrder {}

  /** How many are still poor is counted, never typed in. */
  record ProposeVillageExit(RegionCode village) implements VillageOrder {}

  /** The notice is about the proposal; the poor are counted once more. */
  record ExitVillage(RegionCode village, @Nullable NoticeId notice) implements VillageOrder {}

  record RecordVillageRelapse(RegionCode village, VillageRelapseReason reason)
      implements VillageOrder {}
}
