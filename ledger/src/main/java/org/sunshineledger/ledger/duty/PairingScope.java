package org.sunshineledger.ledger.duty;

/** 三级分包: 县级领导包乡、单位包村、干部包户 (article, 登封). */
public enum PairingScope {
  TOWNSHIP,
  VILLAGE,
  HOUSEHOLD
}
