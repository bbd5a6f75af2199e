package org.sunshineledger.projections.disclosure;

import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.rules.DayCount;
import org.sunshineledger.ledger.rules.Deadline;

/**
 * What must be published, by whom and how soon after it happened (domain.md section 4.3). Lists of
 * households are not here: that they hang in time is asked by the decision that rests on them.
 */
public enum Matter {
  /** 市级分配结果. */
  CITY_ALLOCATION("PN-4", NoticeKind.FUND_ALLOCATION, 15, DayCount.WORKING_DAYS, "河南省公告公示政策问答"),
  /** 县级分配结果. */
  COUNTY_ALLOCATION("PN-5", NoticeKind.FUND_ALLOCATION, 20, DayCount.WORKING_DAYS, "河南省公告公示政策问答"),
  /** 项目库. */
  PROJECT_LIBRARY(
      "PN-10", NoticeKind.PROJECT_LIBRARY, 20, DayCount.WORKING_DAYS, "政府信息公开条例 art. 26"),
  /** 项目审批. */
  PROJECT_APPROVAL("PN-6", NoticeKind.PROJECT, 10, DayCount.CALENDAR_DAYS, "河南省扶贫开发条例 art. 46 ¶1"),
  /** 项目公示牌. */
  SIGN_BOARD(
      "PN-7", NoticeKind.PROJECT_SIGN_BOARD, 10, DayCount.CALENDAR_DAYS, "河南省扶贫开发条例 art. 46 ¶2"),
  /** 项目完成情况. */
  PROJECT_COMPLETION(
      "PN-2", NoticeKind.PROJECT_COMPLETION, 20, DayCount.WORKING_DAYS, "国开办发〔2018〕11号"),
  /** 到户资金. */
  PAYMENT("PN-9", NoticeKind.PAYMENT, 20, DayCount.WORKING_DAYS, "豫扶贫办〔2017〕129号 (济源)"),
  /** 村务财务, each quarter in which money came. */
  VILLAGE_ACCOUNTS(
      "PN-13", NoticeKind.VILLAGE_ACCOUNTS, 15, DayCount.CALENDAR_DAYS, "郑州市农村财务管理条例 art. 24");

  private final String code;
  private final NoticeKind kind;
  private final int days;
  private final DayCount count;
  private final String source;

  Matter(String code, NoticeKind kind, int days, DayCount count, String source) {
    this.code = code;
    this.kind = kind;
    this.days = days;
    this.count = count;
    this.source = source;
  }

  /** As in the research notes, for whoever looks the rule up. */
  public String code() {
    return code;
  }

  /** What is posted to fulfil it. */
  public NoticeKind kind() {
    return kind;
  }

  public Deadline deadline() {
    return new Deadline(days, count);
  }

  public String source() {
    return source;
  }
}
