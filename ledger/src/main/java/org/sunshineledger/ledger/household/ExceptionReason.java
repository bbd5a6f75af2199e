package org.sunshineledger.ledger.household;

/** 慎重识别理由: why a household is identified although something speaks against it. */
public enum ExceptionReason {
  /** 所涉财产用于谋生且价值低. */
  MEANS_OF_LIVELIHOOD,
  /** 重大疾病、残疾致贫. */
  ILLNESS_OR_DISABILITY,
  /** 灾害损失. */
  DISASTER,
  /** 登记在其名下而非其所有. */
  NOT_THEIR_OWN
}
