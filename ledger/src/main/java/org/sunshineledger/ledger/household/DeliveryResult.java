package org.sunshineledger.ledger.household;

/** 措施落实结果. */
public enum DeliveryResult {
  DELIVERED,
  PARTLY_DELIVERED
}
