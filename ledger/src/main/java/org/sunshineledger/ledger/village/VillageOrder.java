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

  record ExitVillage(RegionCode village, int poorPersons, @Nullable NoticeId notice)
      implements VillageOrder {}
}
