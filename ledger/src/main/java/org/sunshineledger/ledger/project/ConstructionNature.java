package org.sunshineledger.ledger.project;

/** 建设性质. */
public enum ConstructionNature {
  NEW,
  EXPANSION,
  REBUILDING,
  SUBSIDY
}
