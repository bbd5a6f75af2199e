package org.sunshineledger.ledger.project;

/** 带贫减贫机制. */
public enum Linkage {
  DIRECT_SUBSIDY,
  EMPLOYMENT,
  SHARE_DIVIDEND,
  ORDER_PURCHASE,
  PUBLIC_FACILITY,
  NONE
}
