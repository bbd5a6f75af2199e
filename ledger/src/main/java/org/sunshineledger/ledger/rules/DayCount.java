package org.sunshineledger.ledger.rules;

/** Which days a period counts. */
public enum DayCount {
  /** Every day; a last day on a holiday moves to the next working day (民法典 art. 203). */
  CALENDAR_DAYS,
  /** 工作日: weekdays that are no holiday, and weekends that are worked (调休). */
  WORKING_DAYS
}
