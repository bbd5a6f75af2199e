package org.sunshineledger.ledger.project;

/** 资产类别. */
public enum AssetKind {
  BUILDING,
  ROAD,
  WATER_WORKS,
  MACHINERY,
  LIVESTOCK_AND_PLANTATION,
  SHARE_IN_ENTERPRISE,
  OTHER
}
