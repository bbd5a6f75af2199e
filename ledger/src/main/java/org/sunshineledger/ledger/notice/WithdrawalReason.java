package org.sunshineledger.ledger.notice;

/** 撤下理由. */
public enum WithdrawalReason {
  /** 泄露个人信息: it shows what it should not have shown. */
  SHOWS_PERSONAL_DATA,
  /** 内容有误; the right one is announced anew. */
  MISTAKEN,
  /** 所列的人请求: PIPL art. 47. */
  REQUEST_OF_A_PERSON,
  /** 公示目的已实现, before its day. */
  NO_LONGER_NEEDED
}
