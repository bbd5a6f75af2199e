package org.sunshineledger.ledger.household;

/** 双认定: the two parties that must agree to an exit. */
public enum ConfirmingParty {
  GOVERNMENT,
  HOUSEHOLD
}
