package org.sunshineledger.ledger.project;

/** 采购方式. */
public enum Procurement {
  /** 公开招标. */
  TENDERED,
  /** 竞争性谈判、询价. */
  NEGOTIATED,
  /** 村民自建、采购人自建. */
  SELF_BUILT,
  /** 到户补助, nothing is bought. */
  NONE
}
