package org.sunshineledger.ledger.project;

/** 项目类别. */
public enum ProjectCategory {
  SPECIALTY_ECONOMY,
  RELOCATION_INDUSTRY,
  SCIENCE_INDUSTRY,
  RELOCATION,
  VILLAGE_ADVANCEMENT,
  EDUCATION_AID,
  TRAINING,
  HEALTH_AID,
  SUBSISTENCE,
  /** 项目管理费. */
  MANAGEMENT_FEE
}
