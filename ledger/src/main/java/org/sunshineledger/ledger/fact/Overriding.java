package org.sunshineledger.ledger.fact;

/** 特批: what every {@code RuleOverridden} says, on whatever stream; it stands behind its fact. */
public interface Overriding {

  /** The published code of the rule that was broken. */
  String rule();

  /** Who let it be broken. */
  OfficerId authority();

  OverrideReason reason();
}
