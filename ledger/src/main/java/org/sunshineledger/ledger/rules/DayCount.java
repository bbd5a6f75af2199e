package org.sunshineledger.ledger.rules;

/** Which days a period counts. */
public enum DayCount {
  /** Every day, holidays too: 民法典 art. 203, which moves a last day off them, is not applied. */
  CALENDAR_DAYS,
  /** 工作日: weekdays that are no holiday, and weekends that are worked (调休). */
  WORKING_DAYS
}
