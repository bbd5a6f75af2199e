package org.sunshineledger.projections.disclosure;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.rules.DayCount;
import org.sunshineledger.ledger.rules.Deadline;

/**
 * What must be published, by whom, how soon after it happened and since when (domain.md section
 * 4.3). What happened before a rule was in force is not judged by it (section 0). Lists of
 * households are not here: that they hang in time is asked by the decision that rests on them.
 */
public enum Matter {
  /** 政策文件, 规划. */
  POLICY(
      "PN-5",
      NoticeKind.POLICY,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_DIVISION,
      InForce.NOTES_OF_HENAN,
      "河南省公告公示政策问答"),
  /** 市级分配结果. */
  CITY_ALLOCATION(
      "PN-4",
      NoticeKind.FUND_ALLOCATION,
      15,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_DIVISION,
      InForce.NOTES_OF_HENAN,
      "河南省公告公示政策问答"),
  /** 县级分配结果. */
  COUNTY_ALLOCATION(
      "PN-5",
      NoticeKind.FUND_ALLOCATION,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_DIVISION,
      InForce.NOTES_OF_HENAN,
      "河南省公告公示政策问答"),
  /** 行业扶贫资金分配结果, of city and county alike. */
  SECTOR_ALLOCATION(
      "PN-2",
      NoticeKind.FUND_ALLOCATION,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_DIVISION,
      InForce.NOTES_OF_HENAN,
      "河南省公告公示政策问答"),
  /** 项目库. */
  PROJECT_LIBRARY(
      "PN-10",
      NoticeKind.PROJECT_LIBRARY,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_IT_OR_ABOVE,
      InForce.TWENTY_DAYS,
      "政府信息公开条例 art. 26"),
  /** 年度计划: every approved project stands in a published plan. */
  ANNUAL_PLAN(
      "PN-2",
      NoticeKind.ANNUAL_PLAN,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_COUNTY,
      InForce.TWENTY_DAYS,
      "国开办发〔2018〕11号, 政府信息公开条例 art. 26"),
  /** 年度计划调整. */
  PLAN_ADJUSTMENT(
      "PN-2",
      NoticeKind.PLAN_ADJUSTMENT,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_COUNTY,
      InForce.TWENTY_DAYS,
      "国开办发〔2018〕11号, 政府信息公开条例 art. 26"),
  /** 项目审批, by the county and by the township. */
  PROJECT_APPROVAL(
      "PN-6",
      NoticeKind.PROJECT,
      10,
      DayCount.CALENDAR_DAYS,
      Duty.OF_COUNTY_AND_TOWNSHIP,
      InForce.HENAN,
      "河南省扶贫开发条例 art. 46 ¶1"),
  /** 县、乡、村三级公示公告: the village after the two above; art. 58 sets no days, art. 26 does. */
  PROJECT_IN_VILLAGE(
      "PN-8",
      NoticeKind.PROJECT,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_THE_VILLAGE,
      InForce.TWENTY_DAYS,
      "河南省扶贫开发条例 art. 58, 政府信息公开条例 art. 26"),
  /** 项目公示牌. */
  SIGN_BOARD(
      "PN-7",
      NoticeKind.PROJECT_SIGN_BOARD,
      10,
      DayCount.CALENDAR_DAYS,
      Duty.OF_IT_OR_ABOVE,
      InForce.HENAN,
      "河南省扶贫开发条例 art. 46 ¶2"),
  /** 项目完成情况. */
  PROJECT_COMPLETION(
      "PN-2",
      NoticeKind.PROJECT_COMPLETION,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_IT_OR_ABOVE,
      InForce.TWENTY_DAYS,
      "国开办发〔2018〕11号, 政府信息公开条例 art. 26"),
  /** 到户资金. */
  PAYMENT(
      "PN-9",
      NoticeKind.PAYMENT,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_IT_OR_ABOVE,
      InForce.TWENTY_DAYS,
      "豫扶贫办〔2017〕129号 (济源), 政府信息公开条例 art. 26"),
  /** 扶贫贷款. */
  LOAN(
      "PN-2",
      NoticeKind.LOAN,
      20,
      DayCount.WORKING_DAYS,
      Duty.OF_IT_OR_ABOVE,
      InForce.TWENTY_DAYS,
      "国开办发〔2018〕11号, 政府信息公开条例 art. 26"),
  /** 村务财务, each quarter in which money came. */
  VILLAGE_ACCOUNTS(
      "PN-13",
      NoticeKind.VILLAGE_ACCOUNTS,
      15,
      DayCount.CALENDAR_DAYS,
      Duty.OF_THE_VILLAGE,
      InForce.VILLAGE_AFFAIRS,
      "河南省实施《村民委员会组织法》办法 art. 55, 郑州市农村财务管理条例 art. 24");

  /** Who must publish: 谁分配谁公开 (PN-1). */
  private enum Duty {
    OF_THE_DIVISION,
    /** What a county posts for its village is posted. */
    OF_IT_OR_ABOVE,
    OF_THE_COUNTY,
    OF_COUNTY_AND_TOWNSHIP,
    OF_THE_VILLAGE
  }

  /** Since when the rules hold that say what is published and within how many days. */
  private static final class InForce {

    /** 河南省扶贫开发条例. */
    static final LocalDate HENAN = LocalDate.of(2018, 1, 1);

    /**
     * 河南省公告公示政策问答 bears no date; it explains what 国开办发〔2018〕11号 ordered in March or April 2018, so
     * that it is asked from when that had certainly come.
     */
    static final LocalDate NOTES_OF_HENAN = LocalDate.of(2018, 5, 1);

    /**
     * 政府信息公开条例 of 2019, art. 26: the rules that name these matters set no days, and nobody can be
     * late for a duty without a term.
     */
    static final LocalDate TWENTY_DAYS = LocalDate.of(2019, 5, 15);

    /**
     * 河南省实施《村民委员会组织法》办法 of 2011: quarterly. The fifteen days are the city's, in a regulation of
     * which the notes give no date.
     */
    static final LocalDate VILLAGE_AFFAIRS = LocalDate.of(2012, 1, 1);
  }

  private final String code;
  private final NoticeKind kind;
  private final int days;
  private final DayCount count;
  private final Duty duty;
  private final LocalDate inForceFrom;
  private final String source;

  Matter(
      String code,
      NoticeKind kind,
      int days,
      DayCount count,
      Duty duty,
      LocalDate inForceFrom,
      String source) {
    this.code = code;
    this.kind = kind;
    this.days = days;
    this.count = count;
    this.duty = duty;
    this.inForceFrom = inForceFrom;
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

  /** The first day on which what happens must be published within the days. */
  public LocalDate inForceFrom() {
    return inForceFrom;
  }

  public String source() {
    return source;
  }

  /** The divisions that must publish what happened at a place, each for itself. */
  Stream<RegionCode> publishers(Place place) {
    return switch (duty) {
      case OF_THE_DIVISION, OF_IT_OR_ABOVE -> place.levels().limit(1);
      case OF_THE_COUNTY -> Stream.ofNullable(place.county());
      case OF_COUNTY_AND_TOWNSHIP ->
          Stream.concat(Stream.ofNullable(place.county()), Stream.ofNullable(place.township()));
      case OF_THE_VILLAGE -> Stream.ofNullable(place.village());
    };
  }

  /** Whether what a division above posted fulfils the duty. */
  boolean isFulfilledFromAbove() {
    return duty == Duty.OF_IT_OR_ABOVE;
  }
}
