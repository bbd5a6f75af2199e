package org.sunshineledger.ledger.notice;

/** 异议理由. */
public enum ObjectionGrounds {
  INCOME_TOO_HIGH,
  OWNS_VEHICLE_OR_HOUSE,
  NOT_RESIDENT,
  RELATIVE_OF_OFFICIAL,
  LEFT_OUT,
  AMOUNT_WRONG,
  OTHER
}
