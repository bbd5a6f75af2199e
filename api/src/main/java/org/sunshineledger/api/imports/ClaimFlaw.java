package org.sunshineledger.api.imports;

/**
 * What can be wrong with a line of a file of claims or checks. The names are published codes: add,
 * never rename. What is wrong and what to do stands in the message bundles under {@code
 * ClaimFlaw.<code>}.
 */
public enum ClaimFlaw {
  /** More or fewer cells than the header has. */
  COLUMNS_DIFFER,
  CELL_EMPTY,
  ID_IRREGULAR,
  /** Another line of the file has the same id. */
  ID_TWICE,
  /** The source has a figure or a check of this id in the ledger already. */
  RECORDED_ALREADY,
  REGION_CODE_IRREGULAR,
  REGION_UNKNOWN,
  REGION_OUTSIDE_YOURS,
  METRIC_IRREGULAR,
  UNIT_UNKNOWN,
  KIND_UNKNOWN,
  DAY_IRREGULAR,
  OPERATOR_UNKNOWN,
  NUMBER_IRREGULAR,
  /** Not a relation of claims. */
  EXPRESSION_IRREGULAR,
  /** The expression names a claim that the source has not published. */
  CLAIM_UNKNOWN,
  /** The expression names a claim that was recorded in what is no unit. */
  CLAIM_UNIT_UNKNOWN,
  /** The expression adds or compares what is not of one unit. */
  UNITS_MIXED,
  RATIONALE_IRREGULAR
}
