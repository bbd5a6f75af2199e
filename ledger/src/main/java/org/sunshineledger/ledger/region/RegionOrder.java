package org.sunshineledger.ledger.region;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a division. */
public sealed interface RegionOrder extends Order {

  RegionCode region();

  @Override
  default String stream() {
    return "region/" + region();
  }

  record DefineRegion(
      RegionCode region, String name, RegionLevel level, @Nullable RegionCode parent)
      implements RegionOrder {}

  record RenameRegion(RegionCode region, String name) implements RegionOrder {}

  record TransferRegion(RegionCode region, RegionCode to) implements RegionOrder {}
}
