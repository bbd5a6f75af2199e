package org.sunshineledger.ledger.village;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about a poor village, on the stream {@code village/{code}}. */
public sealed interface VillageEvent extends Event {

  RegionCode village();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(village(), rule, authority, reason));
  }

  /** 列为贫困村. {@code ruralPopulation} is the number of persons with rural registration. */
  @FactType("village.village-listed.v1")
  record VillageListed(RegionCode village, PoorVillageLevel level, int ruralPopulation)
      implements VillageEvent {}

  /** 指标调查, for a year. */
  @FactType("village.village-indicators-surveyed.v1")
  record VillageIndicatorsSurveyed(RegionCode village, int year, VillageIndicators indicators)
      implements VillageEvent {}

  /**
   * 提出退出. The incidence is {@code poorPersons / ruralPopulation}, the numerator counted from so
   * many facts of the journal.
   */
  @FactType("village.village-exit-proposed.v1")
  record VillageExitProposed(
      RegionCode village, int poorPersons, int ruralPopulation, long countedFrom)
      implements VillageEvent {}

  /**
   * 贫困村退出. The incidence is {@code poorPersons / ruralPopulation}; the notice is null only in
   * backfilled history that has none.
   *
   * @param countedFrom how many facts of the journal the numerator was counted from; null in facts
   *     of before it was counted
   */
  @FactType("village.village-exited.v1")
  record VillageExited(
      RegionCode village,
      int poorPersons,
      int ruralPopulation,
      @Nullable NoticeId notice,
      @Nullable Long countedFrom)
      implements VillageEvent {}

  /** 返贫: the village is on the list again, at the level it was. */
  @FactType("village.village-relapsed.v1")
  record VillageRelapsed(
      RegionCode village, VillageRelapseReason reason, PoorVillageLevel level, int ruralPopulation)
      implements VillageEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("village.rule-overridden.v1")
  record RuleOverridden(RegionCode village, String rule, OfficerId authority, OverrideReason reason)
      implements VillageEvent, Overriding {}
}
