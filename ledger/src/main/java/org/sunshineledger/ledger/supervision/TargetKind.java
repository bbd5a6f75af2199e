package org.sunshineledger.ledger.supervision;

/** 问责对象: on whom depends which forms there are (AC-4, AC-7). */
public enum TargetKind {
  /** 党组织、领导班子、单位. */
  ORGANISATION,
  /** 领导干部. */
  LEADER,
  /** 其他公职人员. */
  PERSON,
  /** 基层群众性自治组织中从事管理的人员: village cadres. */
  VILLAGE_MANAGER,
  /** 退休人员: answers for life, but gets no new 政务处分 (AC-5, AC-7). */
  RETIRED;

  public boolean isPerson() {
    return this != ORGANISATION;
  }
}
