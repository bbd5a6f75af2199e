package org.sunshineledger.projections.redflags;

import java.time.Period;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;

/**
 * 疑点: one pattern that audits have met, looked for after the facts are recorded. Codes are those of
 * the catalogue (domain.md 4.6); several patterns may come under one. Constants are published: add,
 * never rename. What each says in words stands in the message bundles.
 */
public enum RedFlag {
  /** 优亲厚友: who signed a household's step is a near relative of a member, whenever that came out. */
  KINSHIP_AMONG_SIGNERS("RF-KIN", "村民委员会组织法 回避, 河南办法 art. 8, 54 (ID-6); domain 4.6"),
  /** Minutes that the rule set of their day calls recorded late. */
  MINUTES_RECORDED_LATE(
      "RF-FORGED-MINUTES", "辉县 2016 (domain 4.6); the number of days is that of RECORDED_LATE"),
  /** Chair or minute taker of meetings in two villages on one day. */
  IN_TWO_MEETINGS(
      "RF-FORGED-MINUTES", "辉县 2016 (domain 4.6): same attendee in two places; which: our rule"),
  /** The same minutes under meetings of two days or two villages. */
  MINUTES_REUSED("RF-FORGED-MINUTES", "辉县 2016 (domain 4.6): identical evidence hash reused"),
  /** An officer signed on a day on which the ledger knows of no duty of his. */
  SIGNED_WITHOUT_POST("RF-FORGED-MINUTES", "谁审核谁负责 (ID-4); signature of a person away (4.6)"),
  /** A member signed after the day of death. */
  SIGNED_AFTER_DEATH("RF-FORGED-MINUTES", "辉县 2016 (domain 4.6): signature of a person dead"),
  /** 死亡后领取. */
  PAID_AFTER_DEATH(
      "RF-DEAD", "domain 4.6; grace of a month: 户口登记条例 art. 8, villages report a death within one"),
  /** An ID number was corrected when the household had been compared with other registers. */
  ID_CHANGED_AFTER_COMPARISON("RF-ID-TAMPER", "平凉 审计局 (domain 4.6): altered to escape matching"),
  /** One member's ID number was corrected more than once. */
  ID_CHANGED_AGAIN("RF-ID-TAMPER", "平凉 审计局 (domain 4.6): edits in its history; how many: our rule"),
  CAR_UNSETTLED("RF-CAR", "马山县 2015 (domain 4.6); 不得识别或慎重识别 (ID-7)"),
  HOUSE_UNSETTLED("RF-HOUSE", "马山县 2015 (domain 4.6); 不得识别或慎重识别 (ID-7)"),
  COMPANY_UNSETTLED("RF-CORP", "马山县 2015 (domain 4.6); 不得识别或慎重识别 (ID-7)"),
  PAYROLL_UNSETTLED("RF-PAYROLL", "马山县 2015 (domain 4.6); 不得识别或慎重识别 (ID-7)"),
  /**
   * What else speaks against a household; the catalogue has no code for it, so this one is ours.
   */
  EXCLUSION_UNSETTLED("RF-EXCLUSION", "不得识别或慎重识别 (ID-7, ID-8); the code: our own");

  /**
   * How long after a death a payment may still be on its way: in villages a death is to be reported
   * within a month (户口登记条例 art. 8, generally known); domain 4.6 asks for a grace and gives none.
   */
  static final Period GRACE_AFTER_DEATH = Period.ofMonths(1);

  /** Corrections of one ID number up to which nothing is made of it: our rule. */
  static final int CORRECTIONS_UNSUSPECTED = 1;

  private final String code;
  private final String source;

  RedFlag(String code, String source) {
    this.code = code;
    this.source = source;
  }

  /** The code of the catalogue, e.g. {@code RF-KIN}. */
  public String code() {
    return code;
  }

  /** What the pattern rests on. */
  public String source() {
    return source;
  }

  /** The flag for a hit of a comparison that nobody has settled. */
  static RedFlag unsettled(Signal signal) {
    return switch (signal) {
      case FAMILY_CAR -> CAR_UNSETTLED;
      case TOWN_PROPERTY -> HOUSE_UNSETTLED;
      case COMPANY -> COMPANY_UNSETTLED;
      case PUBLIC_PAYROLL -> PAYROLL_UNSETTLED;
      case LARGE_FARM_MACHINE,
          HIGH_END_APPLIANCES,
          VILLAGE_OFFICIAL,
          NOT_RESIDENT,
          SPLIT_TO_QUALIFY,
          DECEASED ->
          EXCLUSION_UNSETTLED;
    };
  }
}
