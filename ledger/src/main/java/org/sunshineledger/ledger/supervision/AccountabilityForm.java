package org.sunshineledger.ledger.supervision;

/**
 * 问责方式和处分种类, singly or one after the other. Which a target may get and for how long is a matter of
 * the rule sets (AC-4, AC-7, AC-9).
 */
public enum AccountabilityForm {
  /** 检查: a written review, and rectification. */
  WRITTEN_REVIEW,
  /** 通报. */
  CIRCULATED_CRITICISM,
  /** 改组. */
  REORGANISATION,
  /** 谈话提醒. */
  REMINDER_TALK,
  /** 批评教育. */
  CRITICISM_AND_EDUCATION,
  /** 诫勉. */
  ADMONITION,
  /** 停职检查. */
  SUSPENSION,
  /** 调整职务. */
  REASSIGNMENT,
  /** 责令辞职. */
  ORDERED_RESIGNATION,
  /** 免职. */
  RELIEF_OF_POST,
  /** 降职. */
  DOWNGRADING,
  /** 纪律处分: by the Party. */
  PARTY_DISCIPLINE,
  /** 政务处分: 警告. */
  WARNING,
  /** 政务处分: 记过. */
  DEMERIT,
  /** 政务处分: 记大过. */
  SERIOUS_DEMERIT,
  /** 政务处分: 降级. */
  DEMOTION,
  /** 政务处分: 撤职. */
  REMOVAL,
  /** 政务处分: 开除. */
  EXPULSION,
  /** 扣减补贴: of those who manage a village. */
  SUBSIDY_CUT,
  /** 调整待遇: of those who have retired. */
  BENEFITS_ADJUSTED
}
