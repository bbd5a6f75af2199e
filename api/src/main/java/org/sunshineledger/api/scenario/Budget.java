package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.PassDownFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.project.ChangeGround;
import org.sunshineledger.ledger.project.ChangedPart;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.region.RegionLevel;

/** Money before it reaches a village: made-up funds and the projects they are allotted to. */
final class Budget {

  private static final int[] YEARS = {2015, 2016};

  /** 新密: "投入财政资金2.5亿元实施易地搬迁、整村推进等项目40余个" (article, C034 and C035). */
  private static final Money XINMI_RELOCATION_AND_VILLAGES = Money.ofYuan(250_000_000);

  private static final int XINMI_PROJECTS = 42;

  private static final LocalDate ADMITTED = LocalDate.of(2014, 11, 10);
  private static final LocalDate APPROVED = LocalDate.of(2014, 12, 10);

  private static final LocalDate CHANGED = LocalDate.of(2015, 2, 4);

  /** What was admitted, approved or changed, in the order of telling; known while it is told. */
  private record Approval(String name, RegionCode region, Money amount, UUID fact) {
    boolean isIn(RegionCode division) {
      return region.code().startsWith(division.code());
    }
  }

  private final List<Approval> admissions = new ArrayList<>();
  private final List<Approval> approvals = new ArrayList<>();
  private final List<Approval> changes = new ArrayList<>();
  private final SortedSet<RegionCode> townships = new TreeSet<>();
  private final List<Hamlet> hamlets = new ArrayList<>();
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

  /** The city's own budget of both years, which the counties are given out of. */
  static void ofTheCity(Cast cast, Telling telling, List<Long> yuanIn2016) {
    for (int year : YEARS) {
      Money amount = Money.ofYuan(yuanIn2016.stream().mapToLong(yuan -> inYear(year, yuan)).sum());
      Actor giver = cast.city(Post.GOVERNMENT_HEAD);
      LocalDate day = LocalDate.of(year, 1, 10);
      DocumentNumber document = fund(Opening.ZHENGZHOU, year);
      AtomicReference<UUID> appropriated = new AtomicReference<>();
      telling.plan(
          day,
          batch ->
              appropriated.set(
                  batch
                      .submit(
                          new AppropriateFund(
                              document,
                              FundingLevel.CITY,
                              Purpose.GENERAL,
                              year,
                              Opening.ZHENGZHOU,
                              amount),
                          telling.act(giver, day, List.of(), List.of()))
                      .getFirst()));
      announceAllocation(telling, giver, day.plusDays(12), document, amount, appropriated);
    }
  }

  /** 分配结果公告, within fifteen working days. */
  private static void announceAllocation(
      Telling telling,
      Actor giver,
      LocalDate day,
      DocumentNumber document,
      Money amount,
      AtomicReference<UUID> appropriated) {
    RegionCode region = giver.region();
    NoticeId notice = new NoticeId("%s-FP-%d".formatted(region, day.getYear()));
    telling.plan(
        day,
        batch ->
            batch.submit(
                new Announce(
                    notice,
                    NoticeKind.FUND_ALLOCATION,
                    region.equals(Opening.ZHENGZHOU) ? RegionLevel.CITY : RegionLevel.COUNTY,
                    region,
                    List.of(appropriated.get()),
                    List.of(region),
                    new PublishedDocument(
                        "%d年扶贫资金分配结果公告（合成）".formatted(day.getYear()),
                        List.of("文号", "金额（元）"),
                        List.of(List.of(document.text(), String.valueOf(amount.fen() / 100))),
                        amount,
                        "none",
                        true,
                        Sha256.of(("nonce/" + notice).getBytes(UTF_8)).hex())),
                telling.act(giver, day, List.of(), List.of())));
  }

  /** What 2016 takes, and a tenth of it in the quieter year before. */
  private static long inYear(int year, long yuanIn2016) {
    return year == 2016 ? yuanIn2016 : Math.max(10_000_000, yuanIn2016 / 10);
  }

  /** 分解下达: the county's part under a number of its own. */
  void passDown(long yuanIn2016) {
    for (int year : YEARS) {
      Money amount = Money.ofYuan(inYear(year, yuanIn2016));
      LocalDate day = LocalDate.of(year, 1, 15);
      AtomicReference<UUID> appropriated = new AtomicReference<>();
      telling.plan(
          day,
          batch ->
              appropriated.set(
                  batch
                      .submit(
                          new PassDownFund(
                              fund(Opening.ZHENGZHOU, year),
                              fund(county, year),
                              county,
                              Purpose.GENERAL,
                              amount),
                          telling.act(cast.city(Post.GOVERNMENT_HEAD), day, List.of(), List.of()))
                      .getLast()));
      announceAllocation(
          telling,
          cast.county(county, Post.FINANCE_OFFICER),
          day.plusDays(12),
          fund(county, year),
          amount,
          appropriated);
    }
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
    townships.add(hamlet.township().code());
    hamlets.add(hamlet);
    if (hamlet.number() % 35 == 14) prolong(hamlet, yearly.plus(yearly));
  }

  /** A dry spring: by the office that approved it, as it must be (domain.md PR-7). */
  private void prolong(Hamlet hamlet, Money scale) {
    Actor approver = cast.county(county, Post.GOVERNMENT_HEAD);
    ChangeProject change =
        new ChangeProject(
            industryProject(hamlet.code()),
            ChangedPart.PERIOD,
            ChangeGround.FORCE_MAJEURE,
            approver.office(),
            null);
    telling.plan(
        CHANGED,
        batch ->
            changes.add(
                new Approval(
                    hamlet.name() + "产业扶持项目",
                    hamlet.code(),
                    scale,
                    batch
                        .submit(change, telling.act(approver, CHANGED, List.of(), List.of()))
                        .getFirst())));
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
          "%s%s项目%s%03d（合成）".formatted(cast.nameOf(county), chinese(category), prefix, i),
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
    AdmitProject admission =
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
            expenditure(category));
    telling.plan(
        ADMITTED,
        batch ->
            admissions.add(
                new Approval(
                    name,
                    region,
                    scale,
                    batch
                        .submit(admission, telling.act(admitter, ADMITTED, List.of(), List.of()))
                        .getFirst())));
    Actor approver = cast.county(county, Post.GOVERNMENT_HEAD);
    telling.plan(
        APPROVED,
        batch ->
            approvals.add(
                new Approval(
                    name,
                    region,
                    scale,
                    batch
                        .submit(
                            new ApproveProject(project, approver.office(), scale),
                            telling.act(approver, APPROVED, List.of(), List.of()))
                        .getFirst())));
  }

  /**
   * 公告 of the library, the annual plan and its adjustment, and of what was approved by county,
   * township and village; some are late and some are left out, which the calendar finds.
   */
  void announceProjects() {
    Actor head = cast.county(county, Post.GOVERNMENT_HEAD);
    announce(
        head,
        RegionLevel.COUNTY,
        ADMITTED.plusDays(11),
        "XMK",
        NoticeKind.PROJECT_LIBRARY,
        "入库公告",
        () -> withoutEverySeventeenth(admissions));
    announce(
        head,
        RegionLevel.COUNTY,
        APPROVED.plusDays(6),
        "XM",
        NoticeKind.PROJECT,
        "审批公告",
        () -> withoutEverySeventeenth(approvals));
    announce(
        head,
        RegionLevel.COUNTY,
        APPROVED.plusDays(15),
        "JH",
        NoticeKind.ANNUAL_PLAN,
        "年度计划",
        () -> approvals);
    // Of the changes the first of a county is forgotten.
    if (hamlets.stream().filter(hamlet -> hamlet.number() % 35 == 14).count() > 1)
      announce(
          head,
          RegionLevel.COUNTY,
          CHANGED.plusDays(9),
          "TZ",
          NoticeKind.PLAN_ADJUSTMENT,
          "年度计划调整",
          () -> changes.subList(1, changes.size()));
    int number = 0;
    for (RegionCode township : townships)
      announce(
          cast.township(township, Post.GOVERNMENT_HEAD),
          RegionLevel.TOWNSHIP,
          APPROVED.plusDays(number++ % 6 == 4 ? 25 : 8),
          "XM",
          NoticeKind.PROJECT,
          "审批公告",
          () -> in(township));
    for (Hamlet hamlet : hamlets)
      if (hamlet.number() % 13 != 8)
        announce(
            cast.village(hamlet.code(), Post.VILLAGE_COMMITTEE_HEAD),
            RegionLevel.VILLAGE,
            APPROVED.plusDays(hamlet.number() % 27 == 10 ? 45 : 12),
            "XM",
            NoticeKind.PROJECT,
            "项目公告",
            () -> in(hamlet.code()));
  }

  private List<Approval> in(RegionCode division) {
    return approvals.stream().filter(each -> each.isIn(division)).toList();
  }

  private static List<Approval> withoutEverySeventeenth(List<Approval> all) {
    return IntStream.range(0, all.size()).filter(i -> i % 17 != 16).mapToObj(all::get).toList();
  }

  private void announce(
      Actor announcer,
      RegionLevel level,
      LocalDate day,
      String what,
      NoticeKind kind,
      String title,
      Supplier<List<Approval>> of) {
    RegionCode region = announcer.region();
    NoticeId notice = new NoticeId("%s-%s-2014".formatted(region, what));
    telling.plan(
        day,
        batch -> {
          List<Approval> told = of.get();
          batch.submit(
              new Announce(
                  notice,
                  kind,
                  level,
                  region,
                  told.stream().map(Approval::fact).toList(),
                  List.of(region),
                  document(notice, cast.nameOf(region) + "2015—2016年扶贫项目" + title, told)),
              telling.act(announcer, day, List.of(), List.of()));
        });
  }

  private static PublishedDocument document(NoticeId notice, String title, List<Approval> told) {
    Money total = told.stream().map(Approval::amount).reduce(Money.ZERO, Money::plus);
    return new PublishedDocument(
        title,
        List.of("项目", "金额（元）"),
        told.stream()
            .map(each -> List.of(each.name(), String.valueOf(each.amount().fen() / 100)))
            .toList(),
        total,
        "none",
        true,
        Sha256.of(("nonce/" + notice).getBytes(UTF_8)).hex());
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
