package org.sunshineledger.ledger.fact;

/** 特批理由: why an authority let a rule be broken. */
public enum OverrideReason {
  /** 突发灾情、急难. */
  EMERGENCY,
  /** 上级决定、试点. */
  HIGHER_DECISION,
  /** 法院、复议决定. */
  COURT_OR_REVIEW,
  /** 纠正机关自身差错. */
  OFFICIAL_ERROR,
  /** 客观上无法履行. */
  IMPOSSIBLE_TO_COMPLY
}
