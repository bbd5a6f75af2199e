package org.sunshineledger.ledger.fund;

/** 资金用途 (河南省扶贫开发条例 art. 53; programmes of the article). */
public enum Purpose {
  GENERAL,
  INDUSTRY,
  RELOCATION,
  VILLAGE_ADVANCEMENT,
  EDUCATION,
  TRAINING,
  HEALTH,
  INTEREST_SUBSIDY,
  MUTUAL_AID,
  SUBSISTENCE;

  /** 行业扶贫资金: spent by a department after its own rules, not by the poverty office. */
  public boolean isOfASector() {
    return this == EDUCATION || this == HEALTH || this == SUBSISTENCE;
  }
}
