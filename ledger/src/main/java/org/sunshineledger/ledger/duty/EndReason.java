package org.sunshineledger.ledger.duty;

/** 离任、解除原因. */
public enum EndReason {
  TERM_ENDED,
  TRANSFERRED,
  RETIRED,
  RECALLED,
  REPLACED,
  REGION_MOVED
}
