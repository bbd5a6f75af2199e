package org.sunshineledger.ledger.project;

/** 群众参与方式. */
public enum Participation {
  VILLAGE_MEETING,
  HOUSEHOLD_APPLICATION,
  LABOUR,
  NONE
}
