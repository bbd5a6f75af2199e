package org.sunshineledger.ledger.village;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about a poor village, on the stream {@code village/{code}}. */
public sealed interface VillageEvent extends Event {

  RegionCode village();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  /** 列为贫困村. {@code ruralPopulation} is the number of persons with rural registration. */
  @FactType("village.village-listed.v1")
  record VillageListed(RegionCode village, PoorVillageLevel level, int ruralPopulation)
      implements VillageEvent {}

  /**
   * 贫困村退出. The incidence is {@code poorPersons / ruralPopulation}; the notice is null only in
   * backfilled history that has none.
   */
  @FactType("village.village-exited.v1")
  record VillageExited(
      RegionCode village, int poorPersons, int ruralPopulation, @Nullable NoticeId notice)
      implements VillageEvent {}
}
