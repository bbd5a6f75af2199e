package org.sunshineledger.ledger.payment;

/** 账户性质: whose account it is that money goes to. The account itself is in no fact. */
public enum AccountKind {
  /** 对公账户, in the name of the supplier. */
  CORPORATE,
  /** 个人账户. */
  PERSONAL
}
