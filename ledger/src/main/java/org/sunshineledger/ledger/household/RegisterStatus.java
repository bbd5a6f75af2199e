package org.sunshineledger.ledger.household;

/** 脱贫属性: where the household stands on the register. */
public enum RegisterStatus {
  APPLIED,
  ON_REGISTER,
  EXIT_PENDING,
  EXITED,
  RELAPSED,
  REMOVED,
  REFUSED
}
