package org.sunshineledger.ledger.supervision;

/** 违法行为: for what somebody is held to account (AC-8 and the categories of domain 4.6). */
public enum Misconduct {
  /** 贪污侵占. */
  EMBEZZLEMENT,
  /** 截留挪用. */
  MISAPPROPRIATION,
  /** 虚报冒领. */
  FALSE_CLAIMS,
  /** 优亲厚友. */
  FAVOURITISM,
  /** 吃拿卡要. */
  EXTORTION,
  /** 违规收费摊派. */
  UNLAWFUL_CHARGES,
  /** 不按规定公开工作信息. */
  NON_DISCLOSURE,
  /** 滥用职权. */
  ABUSE_OF_POWER,
  /** 失职失责. */
  DERELICTION,
  /** 形式主义、官僚主义. */
  FORMALISM,
  /** 弄虚作假. */
  FALSIFICATION,
  /** 泄露个人隐私. */
  PRIVACY_BREACH,
  /** 篡改、隐匿、毁弃资料 (AC-11). */
  TAMPERING_WITH_RECORDS
}
