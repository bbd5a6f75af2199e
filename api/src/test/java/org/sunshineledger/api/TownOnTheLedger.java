package org.sunshineledger.api;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.Guarantees;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.IncomeKind;
import org.sunshineledger.ledger.household.IncomePart;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;

/**
 * A city with two counties, one village, the demonstration officers in their posts, and one
 * household whose exit the government has confirmed and the household has not.
 */
final class TownOnTheLedger {

  static final RegionCode CITY = new RegionCode("410100");
  static final RegionCode DENGFENG = new RegionCode("410185");
  static final RegionCode XINMI = new RegionCode("410183");
  static final RegionCode TOWNSHIP = new RegionCode("410185100");
  static final RegionCode VILLAGE = new RegionCode("410185100901");
  static final HouseholdId LI = new HouseholdId("4101851009010001");
  static final DocumentNumber FUND = new DocumentNumber("郑财预〔2016〕7号");
  static final NoticeId ALLOCATION = new NoticeId("410100-CZ-2018-03-06");
  static final NoticeId OPEN_NOTICE = new NoticeId("410185100901-GS-1");

  private static final LocalDate SPRING = LocalDate.of(2014, 4, 1);

  private static final Actor ARCHIVIST =
      new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", CITY);
  private static final Evidence SIGNED_FORM =
      new Evidence(
          Evidence.Kind.SIGNED_FORM, Sha256.of("signed".getBytes(StandardCharsets.UTF_8)), 120_000);

  private final Ledger ledger;
  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private TownOnTheLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  static void build(Ledger ledger) {
    TownOnTheLedger town = new TownOnTheLedger(ledger);
    town.divisions();
    town.officers();
    town.money();
    town.claims();
    town.notices();
    town.household();
  }

  /** One more order of the archivist, with the same signatures and papers. */
  static void also(Ledger ledger, LocalDate day, Order order, Mode mode) {
    new TownOnTheLedger(ledger).submit(day, order, mode);
  }

  /** Of the archivist, on the town's first day. */
  static Act act() {
    return new Act(
        LocalDate.of(2014, 1, 1),
        ARCHIVIST,
        List.of(),
        null,
        List.of(),
        Mode.LIVE,
        Origin.SYNTHETIC,
        UUID.randomUUID(),
        null);
  }

  private void divisions() {
    LocalDate day = LocalDate.of(2014, 1, 1);
    live(day, new DefineRegion(new RegionCode("410000"), "河南省", RegionLevel.PROVINCE, null));
    live(day, new DefineRegion(CITY, "郑州市", RegionLevel.CITY, new RegionCode("410000")));
    live(day, new DefineRegion(DENGFENG, "登封市", RegionLevel.COUNTY, CITY));
    live(day, new DefineRegion(XINMI, "新密市", RegionLevel.COUNTY, CITY));
    live(day, new DefineRegion(TOWNSHIP, "测试乡", RegionLevel.TOWNSHIP, DENGFENG));
    live(day, new DefineRegion(VILLAGE, "测试村", RegionLevel.VILLAGE, TOWNSHIP));
    live(today, new OpenBackfill(new PolicyId("BACKFILL-410185"), DENGFENG, "领导小组"));
  }

  private void officers() {
    take("DEMO-CLERK", Post.CLERK, DENGFENG);
    take("DEMO-REVIEWER", Post.TOWNSHIP_REVIEWER, TOWNSHIP);
    take("DEMO-APPROVER", Post.COUNTY_APPROVER, DENGFENG);
    take("DEMO-FINANCE", Post.FINANCE_OFFICER, CITY);
    take("DEMO-PAYER", Post.PAYING_OFFICER, XINMI);
    take("DEMO-AUDITOR", Post.AUDITOR, CITY);
    take("DEMO-INSPECTOR", Post.INSPECTOR, CITY);
    take("XINMI-INSPECTOR", Post.INSPECTOR, XINMI);
    take("DEMO-ADMIN", Post.ADMINISTRATOR, CITY);
    take("XZ-1", Post.GOVERNMENT_HEAD, TOWNSHIP);
    take("BF-1", Post.OFFICIAL, DENGFENG);
  }

  private void take(String officer, Post post, RegionCode region) {
    LocalDate day = LocalDate.of(2014, 1, 1);
    live(day, new RegisterOfficer(new OfficerId(officer), "某" + officer));
    live(day, new TakePost(new OfficerId(officer), post, "测试机关", region));
  }

  private void money() {
    LocalDate day = LocalDate.of(2016, 1, 10);
    ProjectCode project = new ProjectCode("XM-410185-1");
    live(
        day,
        new AppropriateFund(
            FUND, FundingLevel.CITY, Purpose.INDUSTRY, 2016, DENGFENG, Money.ofYuan(500_000)));
    live(
        day,
        new AdmitProject(
            project,
            "养殖",
            ProjectCategory.SCIENCE_INDUSTRY,
            ConstructionNature.NEW,
            TOWNSHIP,
            day,
            day.plusYears(1),
            "测试乡政府",
            "养殖场一处",
            Money.ofYuan(300_000),
            FundingLevel.CITY,
            1,
            "增收",
            Participation.VILLAGE_MEETING,
            Linkage.DIRECT_SUBSIDY,
            ExpenditureKind.INDUSTRY));
    submit(
        day,
        new ApproveProject(project, "登封市扶贫办", Money.ofYuan(300_000)),
        Mode.LIVE,
        new Actor(new OfficerId("DEMO-APPROVER"), Post.COUNTY_APPROVER, "登封市扶贫办", DENGFENG));
    live(day, new AllotFund(FUND, project, Money.ofYuan(300_000)));
  }

  private void claims() {
    claim("C070", "persons.baqian", 948);
    claim("C072", "persons.baqian_reached", 748);
    claim("C074", "persons.baqian_remaining", 216);
    live(
        LocalDate.of(2016, 10, 17),
        new RecordClaimCheck(
            "test-2016",
            "K02",
            CheckKind.EQUAL,
            "C070 - C072 = C074",
            BigDecimal.ZERO,
            "arithmetic"));
  }

  private void claim(String id, String metric, long value) {
    live(
        LocalDate.of(2016, 10, 17),
        new RecordClaim(
            "test-2016",
            id,
            DENGFENG,
            metric,
            "person",
            ClaimKind.ACTUAL,
            LocalDate.of(2016, 10, 17),
            ClaimOperator.EQUAL,
            BigDecimal.valueOf(value)));
  }

  private void notices() {
    live(
        LocalDate.of(2018, 3, 6),
        new Announce(
            ALLOCATION,
            NoticeKind.FUND_ALLOCATION,
            RegionLevel.CITY,
            CITY,
            List.of(),
            List.of(CITY),
            document(
                "2018年财政专项扶贫资金",
                List.of(
                    List.of("中央", "", "24"),
                    List.of("中央", "", "1903"),
                    List.of("中央", "小计", "1927"),
                    List.of("市级", "", "10"),
                    List.of("市级", "小计", "10"),
                    List.of("上级", "合计", "1927"),
                    List.of("全部", "总计", "1936"),
                    List.of("文号", "豫财农〔2017〕192号", "郑财预〔2017〕833号"),
                    List.of("文号", "豫财农〔2017〕192号", "郑财预〔2016〕833号")))));
    live(
        today,
        new PostNotice(
            OPEN_NOTICE,
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(),
            List.of(VILLAGE),
            today.plusDays(8),
            new PublishedDocument(
                "退出公示",
                List.of("户主", "人数", "脱贫年度"),
                List.of(List.of("李**", "3", "2016")),
                null,
                "mask-1",
                true,
                "ab".repeat(32))));
  }

  /** A household of one, on the register since the spring of 2014; nobody is paired with it. */
  static void identified(Ledger ledger, HouseholdId household, String name, String idNumber) {
    also(
        ledger,
        SPRING,
        new ApplyForRegister(
            household,
            VILLAGE,
            2,
            List.of(new Person(new MemberId("01"), Relationship.HEAD, name, idNumber)),
            List.of(PovertyCause.ILLNESS)),
        Mode.BACKFILL);
    also(
        ledger,
        SPRING.plusDays(40),
        new IdentifyHousehold(
            household,
            PovertyCause.ILLNESS,
            List.of(),
            HouseholdCategory.ORDINARY,
            PovertyStandard.NATIONAL,
            null,
            IdentificationBasis.HEALTH,
            null),
        Mode.BACKFILL);
  }

  static PublishedDocument document(String title, List<List<String>> rows) {
    return new PublishedDocument(
        title, List.of("资金来源", "项目", "金额（万元）或文号"), rows, null, "none", true, "ab".repeat(32));
  }

  private void household() {
    identified(ledger, LI, "李某某", "990000195501010015");
    backfill(
        SPRING.plusDays(60), new Pair(new OfficerId("BF-1"), PairingScope.HOUSEHOLD, LI.stream()));
    plans(SPRING.plusDays(90));
    LocalDate autumn = LocalDate.of(2016, 9, 1);
    backfill(
        autumn,
        new SurveyIncome(
            LI,
            2016,
            List.of(new IncomePart(IncomeKind.WAGES, Money.ofYuan(9_000))),
            List.of(new OfficerId("BF-1"))));
    backfill(
        autumn.plusDays(1),
        new ProposeExit(LI, 2016, new Guarantees(true, true, true, true, true, true)));
    backfill(autumn.plusDays(2), new VerifyExit(LI, ReviewResult.PASSED));
    backfill(autumn.plusDays(3), new ConfirmExit(LI, ConfirmingParty.GOVERNMENT, null));
  }

  /** Two versions, neither of which has as many measures as N+2 asks for. */
  private void plans(LocalDate day) {
    backfill(
        day,
        new AdoptPlan(
            LI,
            new OfficerId("BF-1"),
            List.of(
                new PersonMeasure(new MeasureId("01"), new MemberId("01"), MeasureKind.HEALTH_AID)),
            List.of(new HouseholdMeasure(new MeasureId("02"), MeasureKind.MICROCREDIT)),
            2016));
    backfill(
        day.plusYears(1),
        new RevisePlan(
            LI,
            List.of(),
            List.of(new HouseholdMeasure(new MeasureId("03"), MeasureKind.RELOCATION)),
            List.of(new MeasureId("02")),
            PlanRevisionReason.POLICY_CHANGED,
            new OfficerId("XZ-1"),
            2017));
  }

  private void live(LocalDate day, Order order) {
    submit(day, order, Mode.LIVE);
  }

  private void backfill(LocalDate day, Order order) {
    submit(day, order, Mode.BACKFILL);
  }

  private void submit(LocalDate day, Order order, Mode mode) {
    submit(day, order, mode, ARCHIVIST);
  }

  private void submit(LocalDate day, Order order, Mode mode, Actor actor) {
    List<Signer> signers =
        List.of(
            new Signer(new OfficerId("BF-1"), Signer.Capacity.VILLAGE_COMMITTEE),
            new Signer(new OfficerId("XZ-1"), Signer.Capacity.WORK_TEAM));
    ledger
        .orders()
        .submit(
            order,
            new Act(
                day,
                actor,
                signers,
                null,
                List.of(SIGNED_FORM),
                mode,
                Origin.SYNTHETIC,
                UUID.randomUUID(),
                null),
            null);
  }
}
