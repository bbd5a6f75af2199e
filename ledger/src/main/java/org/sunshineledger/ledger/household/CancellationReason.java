package org.sunshineledger.ledger.household;

/** 措施取消原因. */
public enum CancellationReason {
  /** 户不愿意: the household does not want it. */
  HOUSEHOLD_REQUEST,
  /** 不再需要. */
  NO_LONGER_NEEDED,
  /** 无法实施. */
  NOT_FEASIBLE,
  /** 对象已离户: whom it was for is no longer a member. */
  MEMBER_LEFT,
  /** 政策调整. */
  POLICY_CHANGED
}
