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
  SUBSISTENCE
}
