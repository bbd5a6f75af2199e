package org.sunshineledger.ledger.rules;

import static org.sunshineledger.ledger.rules.Rule.Kind.IMPOSSIBLE;
import static org.sunshineledger.ledger.rules.Rule.Kind.IRREGULAR;

import org.jspecify.annotations.Nullable;

/**
 * Every rule an order can break, in the order they are checked. Codes are published: add, never
 * rename. What to do about each stands in the module's README, held to this list by a test.
 */
public enum Rule {
  // What holds for every order.
  AMOUNT_TOO_LARGE(
      IMPOSSIBLE,
      422,
      "金额超过一万亿元",
      "an amount above a trillion yuan",
      "more than all the money there is"),
  DATED_IN_THE_FUTURE(IMPOSSIBLE, 422, "日期在今天之后", "dated after today", "先发生、后记录: our rule"),
  UNKNOWN_REGION(IMPOSSIBLE, 404, "没有这个行政区划", "no such division", "统计用区划代码"),
  BACKFILL_NOT_OPEN(IMPOSSIBLE, 409, "该地区未开放补录", "backfill is not open here", "补录须经授权: our rule"),
  RECORDED_LATE(
      IRREGULAR,
      409,
      "记录迟延",
      "recorded long after it happened",
      "lateness is always shown (domain 0, 4.6)",
      Deadline.class),
  NOT_REGULATED(IMPOSSIBLE, 422, "当日尚无规定", "no rule of that day is known", "rule sets are data"),
  HOLIDAYS_UNKNOWN(IMPOSSIBLE, 422, "该年节假日安排未知", "the year's holidays are not known", "节假日安排"),
  ALREADY_EXISTS(IMPOSSIBLE, 409, "已经存在", "already there", "one stream, one beginning"),
  NO_SUCH_STREAM(
      IMPOSSIBLE, 404, "没有这一对象", "nothing under this number", "one stream, one beginning"),

  // Divisions and villages.
  PARENT_NOT_ABOVE(IMPOSSIBLE, 422, "上级区划层级不对", "the parent is not one level above", "统计用区划代码"),
  NOTHING_CHANGES(IMPOSSIBLE, 422, "没有变化", "nothing would change", "one fact, one change"),
  VILLAGE_NOT_LISTED(IRREGULAR, 409, "不在贫困村名单上", "not on the list of poor villages", "厅字〔2016〕16号"),
  MORE_POOR_THAN_PEOPLE(IMPOSSIBLE, 422, "贫困人口多于总人口", "more poor than people", "arithmetic"),
  INCIDENCE_ABOVE_TWO_PERCENT(
      IRREGULAR,
      409,
      "贫困发生率未降到标准以下",
      "too many are still poor",
      "厅字〔2016〕16号 (EX-6)",
      Incidence.class),

  VILLAGE_NOT_SURVEYED(
      IRREGULAR, 409, "村指标未调查", "its indicators are not surveyed", "厅字〔2016〕16号 (EX-6)"),
  VILLAGE_EXIT_NOT_PROPOSED(
      IRREGULAR, 409, "村退出未提出", "its exit is not proposed", "厅字〔2016〕16号 (EX-6)"),
  VILLAGE_NOT_EXITED(IRREGULAR, 409, "该村未退出", "the village has not exited", "厅字〔2016〕16号 (EX-6)"),

  // Officers.
  POST_ALREADY_HELD(
      IRREGULAR, 409, "已任此职", "holds this post already", "half-open intervals (RE-1)"),
  POST_NOT_HELD(IRREGULAR, 409, "未任此职", "does not hold this post", "half-open intervals (RE-1)"),
  ALREADY_PAIRED(IRREGULAR, 409, "已结对", "is paired with it already", "half-open intervals (RE-3)"),
  NOT_PAIRED(IRREGULAR, 409, "未结对", "is not paired with it", "half-open intervals (RE-3)"),
  TEAM_TERM_TOO_SHORT(
      IRREGULAR,
      409,
      "驻村任期不足",
      "called back from the village before the term was over",
      "郑州日报 2017-12-25 (RE-4)",
      TeamStrength.class),
  /** Asked of histories, by the views: no order is refused for it. */
  RESPONSIBILITY_GAP(
      IRREGULAR,
      409,
      "责任断档",
      "nobody was paired with the household, or a leading post was vacant",
      "article of 2016-10-17 (RE-3, RE-6); domain.md 5.1",
      ResponsibleOffices.class),
  /** Asked of histories, by the views: no order is refused for it. */
  RESPONSIBILITY_OVERLAP(
      IRREGULAR, 409, "责任重叠", "two held a post that one holds", "half-open intervals (RE-1)"),

  // Notices.
  NOTICE_TOO_SHORT(
      IRREGULAR,
      422,
      "公示期不足",
      "posted for too few days",
      "贵州省大扶贫条例 art. 15 (ID-3); Henan's number is not known",
      NoticePeriod.class),
  NOTICE_RECORDED_TOO_LATE(
      IRREGULAR, 409, "公示期已过才登记", "recorded when its days are over", "贵州省大扶贫条例 art. 15 (ID-3)"),
  NOTICE_NOT_THERE(
      IMPOSSIBLE, 422, "公示未在此处张贴", "the notice does not hang there", "one notice, its places"),
  NOTICE_NOT_OPEN(IRREGULAR, 409, "公示未在期内", "the notice is not open", "贵州省大扶贫条例 art. 15 (ID-3)"),
  NOTICE_STILL_OPEN(IRREGULAR, 409, "公示期未满", "its last day is not over", "贵州省大扶贫条例 art. 15 (ID-3)"),
  OBJECTION_UNKNOWN(IMPOSSIBLE, 404, "没有这一异议", "no such objection", "one objection, one number"),
  OBJECTION_OPEN(IRREGULAR, 409, "异议未处理", "an objection is unresolved", "贵州省大扶贫条例 art. 15 (ID-3)"),
  NO_INVESTIGATOR(IRREGULAR, 422, "无调查人", "nobody investigated", "贵州省大扶贫条例 art. 15 (ID-3)"),
  REDACTION_POLICY_NOT_IN_FORCE(
      IMPOSSIBLE,
      422,
      "没有这一脱敏规则，或已停用",
      "no such redaction policy, or it is out of use",
      "个人信息保护法 art. 5, 6 (PV-1, PV-3)"),
  DOCUMENT_NOT_REDACTED(
      IMPOSSIBLE,
      422,
      "公开文件未按规则脱敏",
      "the document shows what its redaction policy does not list",
      "政府信息公开条例 art. 15, 37; 个人信息保护法 art. 28 (PV-2, PV-6, PV-7)"),
  LIST_UP_TOO_LONG(
      IRREGULAR,
      409,
      "到户名单公开超过必要期限",
      "a list of persons is public for longer than it is needed",
      "个人信息保护法 art. 19 (PV-8); the number of days is our choice",
      ListTerm.class),
  DOCUMENT_MUST_STAY(
      IRREGULAR,
      409,
      "资金等公告应长期公开",
      "a document without persons stays public",
      "国开办发〔2018〕11号 §4 (PN-3)"),

  // Identification.
  NOT_THE_DECIDING_LEVEL(
      IRREGULAR,
      409,
      "不属本级职权",
      "not for this level to decide",
      "河南省扶贫开发条例 art. 9, 14 (ID-12)",
      DecidingLevels.class),
  RECORDER_REVIEWS(
      IRREGULAR,
      409,
      "经办人不得审核、复核、验收",
      "who recorded a step may not review it",
      "不相容职务分离: our rule"),
  NO_MEMBERS(IMPOSSIBLE, 422, "没有家庭成员", "a household has members", "贫困户登记表"),
  MEMBER_TWICE(IMPOSSIBLE, 422, "成员编号重复", "a member's number twice", "贫困户登记表"),
  MEMBER_UNKNOWN(IMPOSSIBLE, 422, "没有这一成员", "no such member", "DY-5"),
  PERSON_ON_ANOTHER_REGISTER(
      IMPOSSIBLE,
      409,
      "同一人已在另一户",
      "the person is in another household",
      "one person, one household (RF-DUP)"),
  TOO_MANY_CAUSES(
      IMPOSSIBLE, 422, "其他致贫原因多于两个或重复", "more than two other causes, or one twice", "贫困户登记表 A3"),
  VOTES_DO_NOT_ADD_UP(IMPOSSIBLE, 422, "票数不符", "the votes do not add up", "arithmetic (ID-5)"),
  REVIEW_WITHOUT_QUORUM(
      IRREGULAR, 409, "到会人数不足", "too few present", "村民委员会组织法 art. 26, 28 (ID-5)", Attendance.class),
  NOT_APPLIED(IRREGULAR, 409, "不在申请阶段", "the application is not pending", "国开办发〔2014〕24号 (ID-1)"),
  STEP_NOT_LISTED(
      IRREGULAR,
      409,
      "本地程序没有这一步骤",
      "the procedure here has no such step",
      "国开办发〔2014〕24号 (ID-1, ID-2)",
      Procedure.class),
  NOT_SURVEYED(IRREGULAR, 409, "未入户调查", "nobody has surveyed it", "一进二看三算四比五议六定 (ID-7)"),
  DELIBERATION_OUT_OF_ORDER(
      IRREGULAR, 409, "四议两公开次序不对", "not the next of the four deliberations", "四议两公开 (ID-13)"),
  DELIBERATION_WITHOUT_QUORUM(
      IRREGULAR,
      409,
      "党员到会人数不足",
      "too few party members present",
      "四议两公开, one county's text (ID-13)",
      Attendance.class),
  NOT_DELIBERATED(
      IRREGULAR, 409, "未经四议两公开", "the four deliberations are not finished", "四议两公开 (ID-13)"),
  HIT_UNKNOWN(IMPOSSIBLE, 404, "没有这一比对疑点", "no such hit", "one hit, one number"),
  NOT_CROSS_CHECKED(
      IRREGULAR, 409, "未经数据比对", "not compared with other registers", "两评议两公示一比对一公告 (ID-2)"),
  HIT_NOT_SETTLED(
      IRREGULAR, 409, "比对疑点未核实", "a hit is not settled", "疑点 until checked on site (domain 4.6)"),
  NOT_REVIEWED(IRREGULAR, 409, "未经民主评议", "the village has not reviewed it", "国开办发〔2014〕24号 (ID-1)"),
  REVIEW_WITHOUT_MAJORITY(
      IRREGULAR, 409, "赞成票不足", "too few in favour", "村民委员会组织法 art. 26, 28 (ID-5)", Majority.class),
  FIRST_NOTICE_NOT_CLEAN(
      IRREGULAR,
      409,
      "第一次公示未无异议期满",
      "the first notice has not closed clean",
      "国开办发〔2014〕24号 (ID-1)"),
  TOWNSHIP_HAS_NOT_PASSED(
      IRREGULAR, 409, "乡镇审核未通过", "the township has not passed it", "国开办发〔2014〕24号 (ID-1)"),
  SECOND_NOTICE_NOT_CLEAN(
      IRREGULAR,
      409,
      "第二次公示未无异议期满",
      "the second notice has not closed clean",
      "国开办发〔2014〕24号 (ID-1)"),
  COUNTY_HAS_NOT_PASSED(
      IRREGULAR, 409, "县级复核未通过", "the county has not passed it", "国开办发〔2014〕24号 (ID-1)"),
  NOT_ANNOUNCED(IRREGULAR, 409, "未公告", "not announced", "国开办发〔2014〕24号 (ID-1)"),
  ANNOUNCED_TOO_LATE(
      IRREGULAR, 409, "公告迟延", "announced too late", "扶贫领域基层政务公开标准目录 (PN-11)", Deadline.class),
  BASIS_INCOME_ABOVE_LINE(
      IRREGULAR,
      409,
      "收入高于标准不得以收入认定",
      "income is not below the line it is identified by",
      "必要支出 beside income (ID-9)",
      PovertyLines.class),
  EXCLUSION_SIGNAL(
      IRREGULAR,
      409,
      "有不得识别或慎重识别的情形",
      "a confirmed hit speaks against it",
      "不得识别或慎重识别 (ID-7, ID-8)",
      ExclusionSignals.class),
  EXCEPTION_NOT_JUSTIFIED(
      IRREGULAR,
      422,
      "慎重识别无理由或无第二签字人",
      "an exception without a reason or a second signer",
      "慎重识别 (ID-7)"),
  RELATIVE_SIGNED(
      IRREGULAR, 409, "亲属经办", "a relative signed or recorded", "村民委员会组织法 回避 (ID-6, RF-KIN)"),
  SIGNATURE_MISSING(IRREGULAR, 422, "缺签字", "nobody signed", "贵州省大扶贫条例 art. 17 (ID-4)"),

  // Income and plans.
  INCOME_PARTS_MISSING(
      IMPOSSIBLE, 422, "没有收入构成", "no parts of income", "income is computed (§1.3)"),
  LINE_OF_ANOTHER_YEAR(
      IRREGULAR, 409, "所用标准不是该年标准", "compared with the line of another year", "domain 1.2, trap d"),
  NOT_ON_REGISTER(IRREGULAR, 409, "不在册", "not on the register", "扶贫手册"),
  NOT_FOUND_WRONGLY_INCLUDED(
      IRREGULAR,
      409,
      "未经再核实认定为错登",
      "no re-verification found it wrongly included",
      "建档立卡回头看 (DY-1)"),
  NO_OFFICER_PAIRED(
      IRREGULAR, 409, "没有帮扶责任人", "no officer is paired with it", "国开办发〔2014〕24号 step 4 (PL-3)"),
  PLAN_ALREADY_ADOPTED(IRREGULAR, 409, "已有帮扶计划", "a plan is in force: revise it", "PL-1"),
  NO_PLAN(IRREGULAR, 409, "没有帮扶计划", "no plan is in force", "PL-1"),
  MEASURE_NUMBER_USED(IMPOSSIBLE, 422, "措施编号已用", "a measure's number twice", "PL-1"),
  MEASURE_FOR_NOBODY(
      IMPOSSIBLE, 422, "措施对象不是家庭成员", "a measure for somebody who is no member", "PL-1"),
  MEASURE_UNKNOWN(IMPOSSIBLE, 422, "没有这一措施", "no such measure", "PL-1"),
  MEASURE_DELIVERED(
      IMPOSSIBLE, 409, "措施已落实", "the measure has been delivered", "one measure, one end"),
  PLAN_BELOW_N_PLUS_2(
      IRREGULAR,
      422,
      "措施不足N+2",
      "fewer measures than N+2",
      "article of 2016-10-17 (PL-1)",
      NPlusTwo.class),
  MEASURE_WITHOUT_POLICY(
      IRREGULAR,
      422,
      "措施没有行业政策依据",
      "a measure cites no policy of its sector in force",
      "1+N (PL-6)"),
  TOO_YOUNG_TO_WORK(
      IRREGULAR, 422, "未满劳动年龄", "too young for work", "劳动法, article's ages (PL-13)", Age.class),
  ALLOWANCE_ABOVE_LINE(
      IRREGULAR,
      409,
      "收入高于低保线",
      "income is not below the allowance line",
      "两线合一, article of 2016-10-17 (PL-12)",
      PovertyLines.class),
  APPROVER_RECORDS(
      IRREGULAR, 409, "记录人不得批准", "who records an act may not approve it", "不相容职务分离: our rule"),
  NOT_ACKNOWLEDGED(IRREGULAR, 422, "贫困户未签收", "the household has not signed for it", "扶贫手册"),

  // Lists and amounts.
  PAYMENT_SETTLED(
      IMPOSSIBLE, 409, "拨付已办结", "the payment was paid or refused", "one list, one payment"),
  LIST_EMPTY(IMPOSSIBLE, 422, "清单为空", "the list is empty", "arithmetic"),
  LIST_TOO_LONG(IMPOSSIBLE, 422, "清单超过5000行", "more than 5,000 lines", "one list, one append"),
  LINES_NOT_NUMBERED(
      IMPOSSIBLE, 422, "行号不连续", "lines are not numbered from 1", "会计法 art. 15 (ST-12)"),
  AMOUNT_NOT_POSITIVE(IMPOSSIBLE, 422, "金额不为正", "an amount is not positive", "arithmetic"),
  PAYEE_TWICE(IMPOSSIBLE, 422, "同一收款人重复", "a payee twice in one list", "RF-DUP"),
  CONTROL_TOTAL_DIFFERS(
      IMPOSSIBLE, 422, "合计不符", "the lines do not add up to the control total", "arithmetic"),
  LINES_DIFFER_FROM_REQUEST(
      IMPOSSIBLE, 409, "清单与申请不同", "not the lines that were approved", "digest of the request"),

  // Personal data.
  ID_NUMBER_WRONG(
      IRREGULAR,
      422,
      "公民身份号码校验不符",
      "the digits of an ID number contradict each other",
      "GB 11643 (domain.md 7.2; RF-ID-TAMPER)"),
  PROCESSING_RESTRICTED(
      IRREGULAR, 409, "个人信息已限制处理", "the person's data may only be kept", "个人信息保护法 art. 47 (PV-4)"),
  NOTHING_TO_ERASE(
      IMPOSSIBLE, 409, "没有可删除的个人信息", "nothing of the person is kept", "one key, one end"),
  ERASED_WHILE_NEEDED(
      IRREGULAR,
      409,
      "个人信息仍须保存",
      "the register still needs the person's data",
      "个人信息保护法 art. 47 (PV-4)"),

  // Funds.
  EXCLUDED_MORE_THAN_INCLUDED(
      IMPOSSIBLE, 422, "不含数大于总数", "more excluded than included", "arithmetic"),
  DOCUMENT_NUMBER_IRREGULAR(
      IRREGULAR, 422, "文号不规范", "not written as a document number is", "党政机关公文格式 GB/T 9704"),
  DOCUMENT_NOT_OF_FINANCE(
      IRREGULAR,
      422,
      "不是财政部门的文号",
      "not a number of a finance office",
      "预算法 art. 52: 财政部门下达 (FU-1)"),
  DOCUMENT_YEAR_DIFFERS(
      IRREGULAR,
      422,
      "文号年份与预算年度不符",
      "the number is of another year than the budget",
      "提前下达 comes one year before at most (domain 4.3)"),
  FUND_NOT_APPROPRIATED(
      IRREGULAR, 409, "指标尚未下达", "nothing was appropriated yet", "order of the steps"),
  ALLOTTED_MORE_THAN_APPROPRIATED(
      IRREGULAR, 409, "安排超过指标", "more allotted than appropriated", "预算法 art. 63 (FU-3)"),
  PASSED_DOWN_LATE(
      IRREGULAR, 409, "下达迟延", "passed on too late", "预算法 art. 52 (FU-1)", PassingDown.class),
  REGION_NOT_BELOW(
      IRREGULAR,
      409,
      "接收地区不在下级",
      "passed down to a region that is not below",
      "预算法 art. 52: 下达 (FU-1)"),
  RETURNED_MORE_THAN_UNSPENT(
      IMPOSSIBLE, 409, "退回超过未用数", "more returned than is unspent", "arithmetic"),
  CARRIED_OVER_TOO_LONG(
      IRREGULAR,
      409,
      "连续两年未用，应作结余收回",
      "unused for two years: no carry-over any more",
      "预算法 art. 42 (FU-2)"),

  // Projects.
  PROJECT_INCOMPLETE(
      IRREGULAR,
      422,
      "入库要素不全",
      "a field of the project library says nothing",
      "河南省扶贫开发条例 art. 41 (PR-1)"),
  EXPENDITURE_ON_NEGATIVE_LIST(
      IRREGULAR,
      409,
      "支出在负面清单上",
      "spent on what poverty funds are not for",
      "财农〔2017〕8号: nine kinds (FU-5)",
      NegativeList.class),
  DUPLICATE_PROJECT(
      IRREGULAR,
      409,
      "项目重复申报",
      "the same project is in the library already",
      "河南省扶贫开发条例 art. 42, 66 (PR-2, RF-DUP-PROJECT)"),
  PROJECT_NOT_IN_LIBRARY(
      IRREGULAR,
      409,
      "项目未入库",
      "not in the project library",
      "河南省扶贫开发条例 art. 41, 国开办发〔2018〕10号 (PR-1)"),
  PROJECT_OUTSIDE_REGION(
      IRREGULAR,
      409,
      "项目不在资金所属地区",
      "the project lies outside the fund's region",
      "预算法 art. 52; 责任到县 (FU-1, FU-6)"),
  PURPOSE_CHANGED(
      IRREGULAR, 409, "改变资金用途", "not what the money is for", "预算法 art. 63, 93 (FU-3)", Scope.class),
  MANAGEMENT_FEE_ABOVE_LIMIT(
      IRREGULAR,
      409,
      "项目管理费超过比例",
      "more management fee than the share allows",
      "财农〔2017〕8号: 1 % (FU-5)",
      Share.class),
  APPROVED_ABOVE_SCALE(
      IRREGULAR, 422, "审批额大于入库规模", "approved for more than its scale", "河南省扶贫开发条例 art. 41 (PR-1)"),
  ALLOTTED_ABOVE_APPROVAL(
      IRREGULAR,
      409,
      "安排超过审批额",
      "allotted more than the project may cost",
      "Σ paid ≤ approved ≤ allocated (domain 9); 河南省扶贫开发条例 art. 41 (PR-1)"),
  PROJECT_NOT_APPROVED(
      IRREGULAR, 409, "项目未审批", "the project is not approved", "河南省扶贫开发条例 art. 41 (PR-1)"),
  CHANGED_BY_ANOTHER(
      IRREGULAR,
      409,
      "非原审批机关批准变更",
      "not changed by the office that approved it",
      "河南省扶贫开发条例 art. 44 (PL-7)"),
  CHANGE_WITHOUT_GROUND(
      IRREGULAR,
      409,
      "变更理由不在法定范围",
      "the ground is none that the statute knows",
      "河南省扶贫开发条例 art. 44 (PL-7)"),
  NOT_TENDERED(
      IRREGULAR,
      409,
      "应招标未招标",
      "built without a tender above the limit",
      "河南省扶贫开发条例 art. 47 (PR-4)",
      TenderThreshold.class),
  PROJECT_NOT_STARTED(
      IRREGULAR, 409, "项目未开工", "the project has not started", "河南省扶贫开发条例 art. 46 (PN-7)"),
  ACCEPTANCE_OUT_OF_ORDER(
      IRREGULAR,
      409,
      "验收次序不对",
      "not the next of the three acceptances",
      "郑扶贫办〔2016〕55号: 乡自验、县验收、市抽验 (PR-5)"),
  ACCEPTED_WITHOUT_BENEFICIARIES(
      IRREGULAR,
      422,
      "验收无受益户代表",
      "no beneficiary took part in the acceptance",
      "河南省扶贫开发条例 art. 48 (PR-3)"),
  ASSET_UNKNOWN(IMPOSSIBLE, 404, "没有这一资产", "no such asset", "one asset, one number"),
  PROJECT_NOT_ACCEPTED(
      IRREGULAR,
      409,
      "项目未经县级验收",
      "the county has not accepted the project",
      "河南省扶贫开发条例 art. 47, 48 (PR-4, PR-8)"),
  PROJECT_CLOSED(IRREGULAR, 409, "项目已结项", "the project is closed", "one project, one end"),

  // Payments.
  PROGRAMME_NOT_OF_PROJECT(
      IRREGULAR,
      409,
      "补助不属该项目范围",
      "the project does not pay this benefit",
      "预算法 art. 63 (FU-3)",
      Scope.class),
  PAYMENT_NOT_REQUESTED(
      IRREGULAR, 409, "拨付尚未申请", "the payment was not requested yet", "order of the steps"),
  PAYMENT_NOT_APPROVED(IRREGULAR, 409, "拨付未批准", "the payment is not approved", "不相容职务分离: our rule"),
  REQUESTER_APPROVES(
      IRREGULAR, 409, "申请人不得批准", "who requested it may not approve it", "不相容职务分离: our rule"),
  APPROVER_PAYS(
      IRREGULAR,
      409,
      "申请人、审批人不得付款",
      "who requested or approved a payment may not pay it",
      "不相容职务分离: our rule"),
  DISBURSED_MORE_THAN_ALLOTTED(
      IRREGULAR, 409, "拨付超过安排", "more than the project was allotted", "预算法 art. 63 (FU-3)"),
  PAID_ABOVE_APPROVAL(
      IRREGULAR,
      409,
      "拨付超过审批额",
      "paid more than the project may cost",
      "Σ paid ≤ approved ≤ allocated (domain 9)"),
  PAID_LATE(
      IRREGULAR,
      409,
      "拨付迟延",
      "paid too long after the approval",
      "one county of Henan 2017: 5 working days (PR-7)",
      Deadline.class),
  PAID_TO_PERSONAL_ACCOUNT(
      IRREGULAR,
      422,
      "转入个人账户",
      "a supplier's money went to a personal account",
      "RF-PERSONAL-ACCOUNT (domain 4.6)"),
  INSTALMENT_ALREADY_PAID(
      IRREGULAR,
      409,
      "该期工程款已支付",
      "the supplier was paid this instalment",
      "报账制: one voucher, one payment (PR-6)"),
  PAYEE_LEFT(IRREGULAR, 409, "收款人已死亡或迁出", "the payee had died or left", "RF-DEAD (domain 4.6)"),
  PAYEE_NOT_OF_PROGRAMME(
      IRREGULAR,
      422,
      "补助对象不符",
      "not due to a member, or not to the household as such",
      "财办〔2020〕37号: to the head, or to the beneficiary (domain 4.4)",
      BenefitCycles.class),
  PAYEE_NOT_ELIGIBLE(
      IRREGULAR,
      409,
      "不在册且不在政策延续期",
      "neither on the register nor within the kept policy",
      "厅字〔2016〕16号 (EX-8)",
      KeptPolicy.class),
  PAID_DESPITE_OPEN_HIT(
      IRREGULAR, 409, "疑点未核实即发放", "paid while a hit was not settled", "明知而发放 (RF-KNOWING-PAYMENT)"),
  BENEFIT_ALREADY_PAID(
      IMPOSSIBLE, 409, "同一补助已发放", "the benefit of this period was paid", "RF-DUP (PL-11)"),
  BENEFITS_EXCLUDE_EACH_OTHER(
      IMPOSSIBLE,
      409,
      "该期已享受互斥补助",
      "another benefit of this period excludes it",
      "雨露计划 or 本科补助 (PL-11)"),
  AMOUNT_NOT_THE_TARIFF(
      IRREGULAR,
      422,
      "金额不符合补助标准",
      "not the programme's tariff",
      "雨露计划 2000, 本科 4000 (PL-11)",
      Tariffs.class),
  RELOCATION_NOT_THE_TARIFF(
      IRREGULAR,
      422,
      "搬迁补助不符合标准",
      "not the subsidy for a household of this size",
      "article of 2016-10-17 (domain 8.2)",
      RelocationTariff.class),
  PAYMENT_NOT_MADE(
      IMPOSSIBLE, 409, "尚未拨付", "nothing was paid yet", "one payment, one order of events"),
  LINE_UNKNOWN(
      IMPOSSIBLE, 404, "该户没有这一行发放", "the household has no such line", "one line, one payee"),
  ACKNOWLEDGED_ALREADY(IMPOSSIBLE, 409, "已签收", "signed for already", "one line, one signature"),
  RETURNED_ALREADY(IMPOSSIBLE, 409, "该行已全部退回", "nothing of the line is left", "arithmetic"),
  RECOVERY_ABOVE_PAYMENT(
      IMPOSSIBLE,
      409,
      "追回超过发放",
      "more to recover than was paid",
      "河南省扶贫开发条例 art. 68: arithmetic (ID-11)"),
  RECOVERED_MORE_THAN_ORDERED(
      IMPOSSIBLE,
      409,
      "到账超过责令追回",
      "more recovered than was ordered",
      "Σ recovered ≤ Σ ordered (ID-11)"),

  // Mutual aid.
  LOAN_UNKNOWN(IMPOSSIBLE, 404, "没有这笔借款", "no such loan", "one loan, one number"),
  BORROWER_OF_ANOTHER_VILLAGE(
      IRREGULAR, 409, "借款户不在本村", "the borrower lives in another village", "village fund (PL-10)"),
  LENT_ABOVE_LEVERAGE(
      IRREGULAR,
      409,
      "余额超过放大倍数",
      "more outstanding than capital times leverage",
      "article of 2016-10-17: 50万 × 6 (PL-10)"),
  LOAN_ABOVE_CAP(
      IRREGULAR,
      409,
      "超过单户上限",
      "more than one household may owe",
      "中牟 2017: 2万, from 2016-10 5万 (PL-10)"),
  LOAN_OUTSIDE_TERMS(
      IRREGULAR,
      409,
      "额度或期限超过小额信贷规定",
      "too much or too long for microcredit",
      "扶贫小额信贷: 5万、3年 (PL-9)",
      LoanTerms.class),
  LOAN_DIVERTED(
      IRREGULAR,
      409,
      "借款用途不符",
      "not lent for production",
      "扶贫小额信贷 (PL-9, RF-LOAN-DIVERTED)",
      NegativeList.class),
  REPAID_MORE_THAN_OWED(IMPOSSIBLE, 409, "还款超过欠款", "more than is owed", "arithmetic"),
  LOAN_DEFAULTED_ALREADY(IMPOSSIBLE, 409, "已记逾期", "in default already", "one default, one fact"),
  LOAN_NOT_DUE(IRREGULAR, 409, "借款未到期", "the loan is not due yet", "the day it is due"),
  LOAN_NOT_DEFAULTED(
      IRREGULAR, 409, "借款未逾期", "the loan is not in default", "代偿 follows a default (PL-10)"),
  COMPENSATED_ABOVE_CAPITAL(
      IMPOSSIBLE, 409, "代偿超过本金", "more compensated than the capital holds", "arithmetic"),
  LOANS_OUTSTANDING(
      IRREGULAR, 409, "尚有未还借款", "loans are outstanding", "a fund ends when its loans have (PL-10)"),
  MUTUAL_AID_DISSOLVED(IRREGULAR, 409, "互助资金已解散", "the fund is dissolved", "one fund, one end"),

  // Exit.
  EXIT_PENDING(IRREGULAR, 409, "退出已在办理", "an exit is under way", "厅字〔2016〕16号 (EX-2)"),
  EXIT_NOT_REVIEWED(
      IRREGULAR, 409, "退出未经民主评议", "the village has not reviewed the exit", "厅字〔2016〕16号 (EX-2)"),
  IDENTIFIED_TOO_RECENTLY(
      IRREGULAR,
      409,
      "在册时间不足",
      "identified too recently to exit",
      "当年识别当年不得退出, one province (DY-3)",
      YearsOnRegister.class),
  EXIT_NOT_PROPOSED(IRREGULAR, 409, "未提出退出", "no exit is proposed", "厅字〔2016〕16号 (EX-2)"),
  INCOME_NOT_SURVEYED(
      IRREGULAR, 409, "该年收入未调查", "no income of that year is surveyed", "厅字〔2016〕16号 (EX-1)"),
  INCOME_YEAR_NOT_CURRENT(
      IRREGULAR,
      409,
      "不是当年或上年的收入",
      "not the income of this year or the last",
      "厅字〔2016〕16号 (EX-1)"),
  EXIT_INCOME_BELOW_LINE(
      IRREGULAR,
      409,
      "收入未达标准",
      "income is below the line",
      "厅字〔2016〕16号 (EX-1)",
      PovertyLines.class),
  INCOME_EXPECTED(
      IRREGULAR,
      409,
      "靠预期收益达标",
      "reaches the line by expected income only",
      "审计署 2017 no. 6: 多计预期收益 (EX-10)"),
  EXIT_INCOME_ONLY(
      IRREGULAR, 409, "仅收入达标", "income alone: none of the guarantees holds", "厅字〔2016〕16号 (EX-1)"),
  EXIT_GUARANTEE_MISSING(
      IRREGULAR,
      409,
      "两不愁三保障未全部实现",
      "a guarantee beside income is missing",
      "厅字〔2016〕16号 (EX-1)",
      AskedGuarantees.class),
  EXIT_NOT_VERIFIED(
      IRREGULAR,
      409,
      "未经村委会和工作队核实",
      "village committee and work team have not verified",
      "厅字〔2016〕16号 (EX-2)"),
  CONFIRMED_ALREADY(IRREGULAR, 409, "该方已认定", "this party has confirmed", "双认定 (EX-3)"),
  SIGNER_MISSING(IMPOSSIBLE, 422, "没有贫困户签字人", "the household's signer is not named", "双认定 (EX-3)"),
  SIGNER_UNDER_AGE(
      IRREGULAR, 422, "签字人未成年", "the household's signer is no adult", "双认定 (EX-3)", Age.class),
  CONFIRMATION_WITHOUT_EVIDENCE(
      IRREGULAR, 422, "认定无凭证", "no signed or fingerprinted form", "双认定 (EX-3)"),
  SAME_RECORDER_FOR_BOTH(
      IRREGULAR, 409, "双认定由同一人记录", "one recorder for both parties", "双认定 (EX-3)"),
  GOVERNMENT_HAS_NOT_CONFIRMED(
      IRREGULAR,
      409,
      "政府未认定",
      "the government has not confirmed",
      "双认定, article of 2016-10-17 (EX-3)"),
  HOUSEHOLD_HAS_NOT_CONFIRMED(
      IRREGULAR,
      409,
      "贫困户未认定",
      "the household has not confirmed",
      "双认定, article of 2016-10-17 (EX-3)"),
  EXIT_NOTICE_NOT_CLEAN(
      IRREGULAR, 409, "退出公示未无异议期满", "the exit notice has not closed clean", "厅字〔2016〕16号 (EX-2)"),
  NOT_EXITED(IRREGULAR, 409, "未退出", "has not exited", "河南省贫困退出实施办法 art. 4 (DY-4)"),

  // Claims.
  CLAIM_RECORDED_ALREADY(
      IMPOSSIBLE, 409, "该数字已登记", "this figure is recorded", "one figure, one number"),
  CLAIM_UNKNOWN(IMPOSSIBLE, 404, "没有这一数字", "no such figure", "one figure, one number"),

  // Leads and cases.
  CITED_FACT_UNKNOWN(
      IMPOSSIBLE,
      404,
      "所引事实不存在",
      "no fact at a cited position",
      "a case cites facts by position (design §4)"),
  EVIDENCE_MISSING(
      IRREGULAR,
      422,
      "取证无凭证",
      "neither a fact nor a paper was taken as evidence",
      "监察法 art. 44, 审计法 art. 43 (AC-9, AC-10)"),
  LEAD_NOT_RECEIVED(
      IRREGULAR, 409, "线索尚未收到", "the lead was not received yet", "order of the steps"),
  LEAD_CLOSED(IRREGULAR, 409, "线索已了结", "the lead has ended", "予以了结 is the end (AC-1)"),
  LEAD_NOT_CLOSED(
      IRREGULAR, 409, "线索未了结", "the lead has not ended", "only what has ended is reopened (AC-1)"),
  REOPENED_WITHOUT_EVIDENCE(
      IRREGULAR,
      422,
      "重新启动无新证据",
      "reopened on nothing new",
      "予以了结 is the end unless something new is found (AC-1)"),
  CASE_OPEN_ALREADY(IRREGULAR, 409, "已立案", "a case is open", "one lead, one case at a time"),
  LEAD_DISPOSED_LATE(
      IRREGULAR,
      409,
      "线索处置逾期",
      "disposed of too long after it was received",
      "处置意见一个月内提出 (AC-2)",
      WithinMonths.class),
  CASE_WITHOUT_INQUIRY(
      IRREGULAR,
      409,
      "未经初步核实立案",
      "no preliminary inquiry before the case",
      "order of the steps; 问责条例 lets a clear case be decided at once (AC-1)"),
  CASE_NOT_OPEN(IRREGULAR, 409, "未立案", "no case is open", "order of the steps"),
  TOO_FEW_INVESTIGATORS(
      IRREGULAR, 422, "调查人员不足", "too few investigators", "监察法 art. 44: 2 (AC-9)", AtLeast.class),
  INVESTIGATOR_ACTED(
      IRREGULAR,
      409,
      "调查人员经办过所查事实",
      "an investigator recorded, signed, let pass or is named in a cited fact",
      "回避、不相容职务分离: our rule"),
  INVESTIGATOR_IS_TARGET(
      IRREGULAR,
      409,
      "被问责人参与调查",
      "who is held to account has investigated",
      "回避、不相容职务分离: our rule"),
  INVESTIGATOR_DECIDES(
      IRREGULAR, 409, "调查人员不得作出决定", "who investigates may not decide", "不相容职务分离: our rule"),
  FORM_NOT_OF_TARGET(
      IRREGULAR,
      409,
      "问责方式不适用于该对象",
      "no form for this kind of target",
      "问责条例 2019 art. 8, 政务处分法 art. 7, 22, 27, 监察法 art. 52 (AC-4, AC-7, AC-9)",
      Scope.class),
  SANCTION_PERIOD_WRONG(
      IRREGULAR,
      422,
      "处分期间不符",
      "not the months of this sanction",
      "政务处分法 art. 8: 6, 12, 18, 24, 24 (AC-7)",
      SanctionPeriods.class),
  SANCTION_PERIODS_TOO_LONG(
      IRREGULAR,
      409,
      "合并处分期间过长",
      "more months of one sanction than may be added up",
      "政务处分法 art. 10: 48 (AC-7)",
      PeriodCap.class),
  DECISION_UNKNOWN(IMPOSSIBLE, 404, "没有这一决定", "no such decision", "one decision, one number"),
  DECISION_ANNOUNCED_LATE(
      IRREGULAR,
      409,
      "决定宣布逾期",
      "announced too long after the decision",
      "问责条例 2016 art. 9: 1 month (AC-6)",
      WithinMonths.class),
  DECISION_NOT_ANNOUNCED(
      IRREGULAR, 409, "决定未宣布", "a decision is not announced", "问责条例 2016 art. 9 (AC-6)"),

  // Audits.
  FINDING_UNKNOWN(IMPOSSIBLE, 404, "没有这一审计发现", "no such finding", "one finding, one number"),
  AUDIT_NOTICE_NOT_SERVED(
      IRREGULAR, 409, "审计通知书未送达", "the audit notice was not served yet", "审计法 art. 42 (AC-10)"),
  AUDIT_NOTICE_TOO_SHORT(
      IRREGULAR,
      409,
      "审计通知书送达不足三日",
      "evidence was taken too soon after the notice",
      "审计法 art. 42: 3 days (AC-10)",
      Deadline.class),
  TOO_FEW_AUDITORS(
      IRREGULAR, 422, "审计人员不足", "too few auditors", "审计法 art. 43: 2 (AC-10)", AtLeast.class),
  AUDIT_WITHOUT_EVIDENCE(IRREGULAR, 409, "审计未取证", "no evidence was taken", "order of the steps"),
  AUDIT_REPORT_NOT_DRAFTED(
      IRREGULAR, 409, "审计报告未征求意见", "no report was drafted", "审计法 art. 44 (AC-10)"),
  AUDITEE_COMMENTED_LATE(
      IRREGULAR,
      409,
      "反馈意见逾期",
      "the auditee commented too late",
      "审计法 art. 44: 10 days (AC-10)",
      Deadline.class),
  AUDITEE_NOT_HEARD(
      IRREGULAR,
      409,
      "未听取被审计单位意见",
      "the auditee has neither commented nor been silent for the days",
      "审计法 art. 44: 10 days, silence is no objection (AC-10)",
      Deadline.class),
  DRAFTER_ISSUES(
      IRREGULAR,
      409,
      "起草人不得签发审计报告",
      "who drafted the audit report may not issue it",
      "不相容职务分离: our rule"),
  AUDIT_REPORT_NOT_ISSUED(IRREGULAR, 409, "审计报告未出具", "no report was issued", "审计法 art. 45 (AC-10)"),
  RECTIFY_BY_BEFORE_DECISION(
      IMPOSSIBLE,
      422,
      "整改期限早于审计决定之日",
      "the last day to rectify is before the decision's own",
      "审计法 art. 52: within the time the decision sets (AC-10)"),
  REFERRAL_UNKNOWN(IMPOSSIBLE, 404, "没有这一移送", "no such referral", "one referral, one lead"),
  LEAD_NOT_ENDED(
      IRREGULAR,
      409,
      "线索尚未办结",
      "the referred lead is not settled yet",
      "移送 is answered with its result (AC-10)"),
  AUDIT_DECISION_NOT_ISSUED(
      IRREGULAR, 409, "审计决定未作出", "no decision was issued", "审计法 art. 45, 52 (AC-10)"),
  RECTIFIED_LATE(
      IRREGULAR,
      409,
      "整改逾期",
      "rectified after the day that was set",
      "审计法 art. 52: within the time the decision sets (AC-10)"),
  RECTIFICATION_NOT_REPORTED(
      IRREGULAR, 409, "整改未报告", "no rectification was reported", "审计法 art. 52 (AC-10)"),

  // Special approvals, asked for when everything else is judged.
  NO_APPROVAL_HERE(
      IMPOSSIBLE, 422, "此事不得特批", "nothing here can be approved specially", "design §7"),
  APPROVAL_NOT_NEEDED(
      IMPOSSIBLE, 422, "无需特批", "the approved rule is not broken", "one approval, one breach"),
  APPROVER_IS_RECORDER(
      IMPOSSIBLE, 409, "特批人不得是记录人", "who records it may not approve it", "不相容职务分离: our rule");

  /** Whether an act against the rule can have happened at all. */
  public enum Kind {
    /** Arithmetic or identity: refused always. */
    IMPOSSIBLE,
    /** Refused as a live order; recorded and flagged when it has happened. */
    IRREGULAR
  }

  private final Kind kind;
  private final int status;
  private final String chinese;
  private final String english;
  private final String source;
  private final @Nullable Class<? extends Terms> terms;

  Rule(Kind kind, int status, String chinese, String english, String source) {
    this(kind, status, chinese, english, source, null);
  }

  Rule(
      Kind kind,
      int status,
      String chinese,
      String english,
      String source,
      @Nullable Class<? extends Terms> terms) {
    this.terms = terms;
    this.kind = kind;
    this.status = status;
    this.chinese = chinese;
    this.english = english;
    this.source = source;
  }

  public Kind kind() {
    return kind;
  }

  /** HTTP status of a refusal. */
  public int status() {
    return status;
  }

  /** What is wrong, in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** What is wrong, in English. */
  public String english() {
    return english;
  }

  /** Law, document or place in the project that the rule rests on. */
  public String source() {
    return source;
  }

  /** What numbers a rule set must give for it; null for a rule that needs none. */
  public @Nullable Class<? extends Terms> terms() {
    return terms;
  }
}
