package org.sunshineledger.ledger.vault;

/** The personal fields the vault keeps; a fact holds only a commitment to each. */
public enum PersonalField {
  NAME,
  ID_NUMBER,
  PHONE,
  ACCOUNT,
  ADDRESS,
  TEXT
}
