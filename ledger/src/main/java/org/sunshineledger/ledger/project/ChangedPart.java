package org.sunshineledger.ledger.project;

/** 变更内容. */
public enum ChangedPart {
  SCALE,
  PLACE,
  TASK,
  PERIOD,
  RESPONSIBLE_UNIT
}
