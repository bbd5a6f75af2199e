package org.sunshineledger.ledger.vault;

/** Why somebody's data was opened (个人信息保护法 art. 6: a definite and reasonable purpose). */
public enum AccessPurpose {
  /** 识别、复核. */
  IDENTIFICATION,
  /** 发放核对. */
  PAYMENT,
  /** 异议、信访处理. */
  OBJECTION,
  /** 更正. */
  CORRECTION,
  /** 审计. */
  AUDIT,
  /** 纪检监察. */
  INSPECTION,
  /** 本人查阅、复制 (art. 45). */
  REQUEST_OF_THE_PERSON
}
