package org.sunshineledger.ledger.household;

/** 近亲属关系: how a member and an officer are related. */
public enum Kinship {
  SPOUSE,
  PARENT,
  CHILD,
  SIBLING,
  OTHER_NEAR
}
