package org.sunshineledger.ledger.project;

/** 变更理由 (河南省扶贫开发条例 art. 44). */
public enum ChangeGround {
  /** 国家和省重大政策调整. */
  POLICY_ADJUSTED,
  /** 不可抗力. */
  FORCE_MAJEURE,
  /** 其他, which the statute does not know. */
  OTHER
}
