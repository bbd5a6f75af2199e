package org.sunshineledger.ledger.household;

/** 与户主关系. */
public enum Relationship {
  HEAD,
  SPOUSE,
  SON,
  DAUGHTER,
  DAUGHTER_IN_LAW,
  SON_IN_LAW,
  GRANDCHILD,
  PARENT,
  PARENT_IN_LAW,
  GRANDPARENT,
  OTHER
}
