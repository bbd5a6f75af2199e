package org.sunshineledger.ledger.household;

/** 比对来源: the registers a household is compared with. */
public enum CrossCheckSource {
  /** 户籍、人口. */
  CIVIL_REGISTRY,
  /** 车辆. */
  VEHICLES,
  /** 农机. */
  FARM_MACHINES,
  /** 房产. */
  REAL_ESTATE,
  /** 工商. */
  BUSINESSES,
  /** 税务. */
  TAX,
  /** 财政供养人员. */
  PUBLIC_PAYROLL,
  /** 村干部及其家属. */
  VILLAGE_OFFICIALS,
  /** 殡葬、死亡. */
  DEATHS
}
