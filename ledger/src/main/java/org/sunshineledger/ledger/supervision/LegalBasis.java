package org.sunshineledger.ledger.supervision;

/** 问责依据: the text a decision rests on; its document number stands in the envelope. */
public enum LegalBasis {
  /** 中国共产党问责条例. */
  PARTY_ACCOUNTABILITY,
  /** 中国共产党纪律处分条例. */
  PARTY_DISCIPLINE,
  /** 监察法. */
  SUPERVISION_LAW,
  /** 政务处分法. */
  ADMINISTRATIVE_SANCTIONS_LAW,
  /** 行政机关公务员处分条例: before 2020-07-01. */
  CIVIL_SERVANTS_SANCTIONS,
  /** 河南省扶贫开发条例 art. 65. */
  HENAN_POVERTY_ALLEVIATION
}
