package org.sunshineledger.ledger.rules;

import java.util.Map;
import org.sunshineledger.ledger.fact.RegionCode;

/** 职责分工: which level decides what; the office of whoever records the decision must be of it. */
public record DecidingLevels(Map<Decision, Level> levels) implements Terms {

  /** What is decided. */
  public enum Decision {
    TOWNSHIP_AUDIT,
    COUNTY_REVIEW,
    IDENTIFICATION,
    REMOVAL,
    EXIT,
    VILLAGE_EXIT,
    PROJECT_APPROVAL,
    TOWNSHIP_ACCEPTANCE,
    COUNTY_ACCEPTANCE,
    CITY_ACCEPTANCE
  }

  /** 级别. */
  public enum Level {
    TOWNSHIP,
    COUNTY,
    CITY;

    private static final int DIGITS_OF_A_TOWNSHIP = 9;
    private static final int DIGITS_OF_A_COUNTY = 6;

    /** Whether an office of that region is of this level: 国家统计局 codes, a city's ends in 00. */
    public boolean isOf(RegionCode region) {
      int digits = region.code().length();
      return switch (this) {
        case TOWNSHIP -> digits == DIGITS_OF_A_TOWNSHIP;
        case COUNTY -> digits == DIGITS_OF_A_COUNTY && !region.code().endsWith("00");
        case CITY -> digits == DIGITS_OF_A_COUNTY && region.code().endsWith("00");
      };
    }
  }

  public DecidingLevels {
    levels = Map.copyOf(levels);
  }

  /** Whether an office of that region may decide this; so it may where no level is named. */
  public boolean mayDecide(Decision decision, RegionCode office) {
    Level level = levels.get(decision);
    return level == null || level.isOf(office);
  }
}
