package org.sunshineledger.ledger.mutualaid;

/** 贷款用途 (PL-9): for production; the last three are what it is not for. */
public enum LoanUse {
  FARMING,
  LIVESTOCK,
  PROCESSING,
  TRADE_AND_SERVICES,
  /** 婚丧嫁娶. */
  WEDDING_OR_FUNERAL,
  /** 建房、购房. */
  HOUSE,
  /** 理财. */
  FINANCE_PRODUCT
}
