package org.sunshineledger.ledger.household;

/** 计划调整原因. */
public enum PlanRevisionReason {
  HEAD_COUNT_CHANGED,
  POLICY_CHANGED,
  MEASURE_NOT_FEASIBLE,
  HOUSEHOLD_REQUEST
}
