package org.sunshineledger.projections.waiting;

/**
 * What is to be done next about something. Which act of an identification comes next is a matter of
 * the local procedure (domain.md ID-1), so all of it is one step here, and what is done of it is
 * said beside it.
 */
public enum NextStep {
  /** 识别: an application goes through its procedure, up to the decision. */
  IDENTIFICATION,
  /** 疑点核实: what another register says has not been looked into. */
  SETTLE_HIT,
  /** 制定帮扶计划: on the register, and without a plan. */
  ADOPT_PLAN,
  /** 剔除: found wrongly included, and still on the register. */
  REMOVE_HOUSEHOLD,
  /** 退出核实. */
  VERIFY_EXIT,
  /** 双认定, the government's half. */
  CONFIRM_EXIT_FOR_GOVERNMENT,
  /** 双认定, the household's half. */
  CONFIRM_EXIT_FOR_HOUSEHOLD,
  /** 退出公告、销号: both have confirmed. */
  EXIT_HOUSEHOLD,
  /** 贫困村退出. */
  EXIT_VILLAGE,
  /** 公示期满, on the day after its last. */
  CLOSE_NOTICE,
  /** 异议处理. */
  RESOLVE_OBJECTION,
  /** 项目入库. */
  ADMIT_PROJECT,
  /** 项目审批. */
  APPROVE_PROJECT,
  /** 项目开工. */
  START_PROJECT,
  /** 项目验收. */
  ACCEPT_PROJECT,
  /** 拨付审批. */
  APPROVE_PAYMENT,
  /** 资金拨付, to households. */
  DISBURSE_FUND,
  /** 支付工程款. */
  PAY_SUPPLIER,
  /** 银行回单. */
  SETTLE_PAYMENT
}
