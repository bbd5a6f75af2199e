package org.sunshineledger.ledger.project;

/** 不予入库原因. */
public enum ProjectRefusalReason {
  NO_PERFORMANCE_TARGET,
  NOT_FEASIBLE,
  DUPLICATE,
  NOT_FOR_THE_POOR,
  OBJECTED_TO
}
