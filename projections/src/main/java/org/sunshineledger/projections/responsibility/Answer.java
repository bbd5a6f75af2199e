package org.sunshineledger.projections.responsibility;

import org.sunshineledger.ledger.region.RegionLevel;

/** One line of an answer: a duty, and the tier it stands at. */
public record Answer(Tier tier, Duty duty) {

  /** From the household upward. */
  public enum Tier {
    HOUSEHOLD,
    VILLAGE,
    TOWNSHIP,
    COUNTY,
    CITY,
    PROVINCE;

    static Tier of(RegionLevel level) {
      return switch (level) {
        case VILLAGE -> VILLAGE;
        case TOWNSHIP -> TOWNSHIP;
        case COUNTY -> COUNTY;
        case CITY -> CITY;
        case PROVINCE -> PROVINCE;
      };
    }
  }
}
