package org.sunshineledger.ledger.region;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about a division, on the stream {@code region/{code}}. */
public sealed interface RegionEvent extends Event {

  RegionCode region();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  /** The division exists from {@code occurredOn}; {@code parent} is null at the top. */
  @FactType("region.region-defined.v1")
  record RegionDefined(
      RegionCode region, String name, RegionLevel level, @Nullable RegionCode parent)
      implements RegionEvent {}

  @FactType("region.region-renamed.v1")
  record RegionRenamed(RegionCode region, String name) implements RegionEvent {}

  /** 划转, e.g. 八千 from 新郑 to the airport zone in January 2016. */
  @FactType("region.region-transferred.v1")
  record RegionTransferred(RegionCode region, RegionCode from, RegionCode to)
      implements RegionEvent {}
}
