package org.sunshineledger.ledger.supervision;

/** 整改核查结果. */
public enum RectificationResult {
  /** 已整改. */
  COMPLETE,
  /** 部分整改. */
  PARTIAL,
  /** 未整改. */
  NOT_DONE
}
