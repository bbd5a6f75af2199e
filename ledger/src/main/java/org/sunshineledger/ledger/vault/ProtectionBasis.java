package org.sunshineledger.ledger.vault;

/**
 * On what an erasure or a restriction rests: 个人信息保护法 art. 47, and courts. The first five end the
 * right to keep; while a retention runs, processing is restricted instead (art. 47 ¶2).
 */
public enum ProtectionBasis {
  /** 目的已实现或者为实现目的不再必要 (47 ¶1 (1)). */
  PURPOSE_ENDED,
  /** 保存期限已届满 (47 ¶1 (2)). */
  RETENTION_ENDED,
  /** 个人撤回同意 (47 ¶1 (3)). */
  CONSENT_WITHDRAWN,
  /** 违反法律、行政法规或者违反约定处理 (47 ¶1 (4)). */
  UNLAWFUL,
  /** 法院判决. */
  COURT_ORDER,
  /** 法定保存期限未届满 (47 ¶2). */
  RETENTION_RUNNING,
  /** 个人对准确性有异议 (46): until it is settled. */
  ACCURACY_DISPUTED
}
