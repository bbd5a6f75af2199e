package org.sunshineledger.ledger.project;

/**
 * 支出方向: what the money of a project buys. The first ones are what poverty funds are for (河南省扶贫开发条例
 * art. 53, 54); the others are the negative list of the central funds (财农〔2017〕8号, FU-5).
 */
public enum ExpenditureKind {
  /** 产业扶贫. */
  INDUSTRY,
  /** 贷款贴息. */
  INTEREST_SUBSIDY,
  /** 风险补偿. */
  RISK_COMPENSATION,
  /** 产业政策性保险补助. */
  INSURANCE_SUBSIDY,
  /** 基本生产生活条件改善. */
  LIVING_CONDITIONS,
  /** 技能培训. */
  SKILLS_TRAINING,
  /** 雨露计划等学生补助. */
  STUDENT_SUBSIDY,
  /** 易地扶贫搬迁. */
  RELOCATION,
  /** 救助、低保兜底. */
  RELIEF,
  /** 项目管理费. */
  MANAGEMENT,

  /** 行政事业单位基本支出. */
  OFFICE_EXPENSES,
  /** 交通工具及通讯设备. */
  VEHICLES_AND_PHONES,
  /** 各种奖金、津贴和福利补助. */
  BONUSES_AND_ALLOWANCES,
  /** 弥补企业亏损. */
  ENTERPRISE_LOSSES,
  /** 修建楼堂馆所及职工住宅. */
  OFFICE_BUILDINGS,
  /** 弥补预算支出缺口和偿还债务. */
  GAPS_AND_DEBTS,
  /** 大中型基本建设项目. */
  LARGE_CAPITAL_WORKS,
  /** 城市基础设施建设和城市扶贫. */
  URBAN_WORKS,
  /** 其他与脱贫攻坚无关的支出. */
  UNRELATED
}
