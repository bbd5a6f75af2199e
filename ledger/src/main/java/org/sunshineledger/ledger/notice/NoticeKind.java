package org.sunshineledger.ledger.notice;

/** 公示、公告事项. */
public enum NoticeKind {
  IDENTIFICATION_FIRST,
  IDENTIFICATION_SECOND,
  IDENTIFICATION,
  EXIT,
  PROJECT,
  FUND_ALLOCATION,
  PAYMENT,
  VILLAGE_EXIT
}
