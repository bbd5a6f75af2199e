package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;

/** Money before it reaches a village: made-up funds and the projects they are allotted to. */
final class Budget {

  private static final int[] YEARS = {2015, 2016};

  /** 新密: "投入财政资金2.5亿元实施易地搬迁、整村推进等项目40余个" (article, C034 and C035). */
  private static final Money XINMI_RELOCATION_AND_VILLAGES = Money.ofYuan(250_000_000);

  private static final int XINMI_PROJECTS = 42;

  private final Cast cast;
  private final Telling telling;
  private final RegionCode county;

  Budget(Cast cast, Telling telling, RegionCode county) {
    this.cast = cast;
    this.telling = telling;
    this.county = county;
  }

  /** The county's allotment of a year; 合成 stands where a real number has its issuer. */
  static DocumentNumber fund(RegionCode county, int year) {
    return new DocumentNumber("合成财预〔%d〕%s号".formatted(year, county));
  }

  static ProjectCode industryProject(RegionCode village) {
    return new ProjectCode("CY-" + village);
  }

  static ProjectCode yuluProject(RegionCode township) {
    return new ProjectCode("YL-" + township);
  }

  /** What 2016 takes, and a tenth of it in the quieter year before. */
  void appropriate(long yuanIn2016) {
    for (int year : YEARS)
      telling.tell(
          cast.county(county, Post.FINANCE_OFFICER),
          LocalDate.of(year, 1, 15),
          new AppropriateFund(
              fund(county, year),
              FundingLevel.CITY,
              Purpose.GENERAL,
              year,
              county,
              Money.ofYuan(year == 2016 ? yuanIn2016 : Math.max(10_000_000, yuanIn2016 / 10))));
  }

  /** A village's industry project; three villages of the city were allotted far too little. */
  void industryProject(Hamlet hamlet) {
    boolean tooLittle = hamlet.number() % 80 == 3;
    Money yearly = Money.ofYuan(tooLittle ? 20_000 : 10_000 + 2_000L * hamlet.families().size());
    admit(
        industryProject(hamlet.code()),
        hamlet.name() + "产业扶持项目",
        ProjectCategory.SCIENCE_INDUSTRY,
        hamlet.code(),
        hamlet.families().size(),
        yearly.plus(yearly));
    for (int year : YEARS) allot(industryProject(hamlet.code()), year, yearly);
  }

  void yuluProject(Township township) {
    Money amount = Money.ofYuan(600_000);
    admit(
        yuluProject(township.code()),
        township.name() + "雨露计划补助（合成）",
        ProjectCategory.EDUCATION_AID,
        township.code(),
        120,
        amount);
    allot(yuluProject(township.code()), 2016, amount);
  }

  /** Projects that are counted in the article and pay no household directly. */
  void countedProjects(ProjectCategory category, String prefix, int count, Money each) {
    for (int i = 1; i <= count; i++) {
      ProjectCode project = new ProjectCode("%s-%s-%03d".formatted(prefix, county, i));
      admit(
          project,
          "%s%s项目%03d（合成）".formatted(cast.nameOf(county), chinese(category), i),
          category,
          county,
          30,
          each);
      allot(project, 2016, each);
    }
  }

  void relocationAndVillagesOfXinmi() {
    int relocation = XINMI_PROJECTS / 2;
    Money each = new Money(XINMI_RELOCATION_AND_VILLAGES.fen() / XINMI_PROJECTS);
    Money last = XINMI_RELOCATION_AND_VILLAGES.minus(new Money(each.fen() * (XINMI_PROJECTS - 1)));
    countedProjects(ProjectCategory.RELOCATION, "BQ", relocation, each);
    countedProjects(
        ProjectCategory.VILLAGE_ADVANCEMENT, "ZC", XINMI_PROJECTS - relocation - 1, each);
    countedProjects(ProjectCategory.VILLAGE_ADVANCEMENT, "ZCX", 1, last);
  }

  private void admit(
      ProjectCode project,
      String name,
      ProjectCategory category,
      RegionCode region,
      int beneficiaries,
      Money scale) {
    Actor admitter = cast.county(county, Post.POVERTY_OFFICE_HEAD);
    telling.tell(
        admitter,
        LocalDate.of(2014, 11, 10),
        new AdmitProject(
            project,
            name,
            category,
            ConstructionNature.SUBSIDY,
            region,
            LocalDate.of(2015, 3, 1),
            LocalDate.of(2016, 12, 31),
            admitter.office(),
            "按帮扶计划实施",
            scale,
            FundingLevel.CITY,
            beneficiaries,
            "受益贫困户 %d 户".formatted(beneficiaries),
            Participation.VILLAGE_MEETING,
            Linkage.DIRECT_SUBSIDY,
            expenditure(category)));
    telling.tell(
        cast.county(county, Post.GOVERNMENT_HEAD),
        LocalDate.of(2014, 12, 10),
        new ApproveProject(project, cast.county(county, Post.GOVERNMENT_HEAD).office(), scale));
  }

  private void allot(ProjectCode project, int year, Money amount) {
    telling.tell(
        cast.county(county, Post.FINANCE_OFFICER),
        LocalDate.of(year, 2, 20),
        new AllotFund(fund(county, year), project, amount));
  }

  private static ExpenditureKind expenditure(ProjectCategory category) {
    return switch (category) {
      case SPECIALTY_ECONOMY, RELOCATION_INDUSTRY, SCIENCE_INDUSTRY -> ExpenditureKind.INDUSTRY;
      case RELOCATION -> ExpenditureKind.RELOCATION;
      case VILLAGE_ADVANCEMENT -> ExpenditureKind.LIVING_CONDITIONS;
      case EDUCATION_AID -> ExpenditureKind.STUDENT_SUBSIDY;
      case TRAINING -> ExpenditureKind.SKILLS_TRAINING;
      case HEALTH_AID, SUBSISTENCE -> ExpenditureKind.RELIEF;
      case MANAGEMENT_FEE -> ExpenditureKind.MANAGEMENT;
    };
  }

  private static String chinese(ProjectCategory category) {
    return switch (category) {
      case SPECIALTY_ECONOMY -> "山区区域特色经济";
      case RELOCATION_INDUSTRY -> "搬迁产业发展扶持";
      case SCIENCE_INDUSTRY -> "科技产业化扶贫";
      case RELOCATION -> "易地扶贫搬迁";
      case VILLAGE_ADVANCEMENT -> "整村推进";
      case EDUCATION_AID -> "雨露计划";
      case TRAINING -> "技能培训";
      case HEALTH_AID -> "健康扶贫";
      case SUBSISTENCE -> "低保兜底";
      case MANAGEMENT_FEE -> "项目管理费";
    };
  }
}
