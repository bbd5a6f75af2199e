package org.sunshineledger.ledger.region;

import org.jspecify.annotations.Nullable;

/** 行政层级, from the top. */
public enum RegionLevel {
  PROVINCE,
  CITY,
  COUNTY,
  TOWNSHIP,
  VILLAGE;

  /** The level that divisions of this one lie in; null at the top. */
  public @Nullable RegionLevel above() {
    return switch (this) {
      case PROVINCE -> null;
      case CITY -> PROVINCE;
      case COUNTY -> CITY;
      case TOWNSHIP -> COUNTY;
      case VILLAGE -> TOWNSHIP;
    };
  }
}
