package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.COUNTY;
import static org.sunshineledger.ledger.Judging.VILLAGE;
import static org.sunshineledger.ledger.fact.Evidence.Kind.FINGERPRINT_FORM;
import static org.sunshineledger.ledger.fact.Evidence.Kind.SIGNED_FORM;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.VILLAGE_COMMITTEE;
import static org.sunshineledger.ledger.fact.Signer.Capacity.WORK_TEAM;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * One household's whole life on the whole ledger, with a real PostgreSQL below. What an order rests
 * on may have been remembered, read, or taken from a snapshot of every single fact: the life is the
 * same.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("recalls")
@DisplayName("One household's life")
class HouseholdLifeTest {

  static List<Recall> recalls() {
    return List.of(Recall.USUAL, new Recall(0, 500), new Recall(0, 1));
  }

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final MemberId BABY = new MemberId("03");
  private static final HouseholdSigner THE_HEAD = new HouseholdSigner(HEAD, false);
  private static final Guarantees ALL = new Guarantees(true, true, true, true, true, true);

  private static final NoticeId FIRST = new NoticeId("GS-2014-1");
  private static final NoticeId SECOND = new NoticeId("GS-2014-2");
  private static final NoticeId ANNOUNCEMENT = new NoticeId("GG-2014-1");
  private static final NoticeId EXIT = new NoticeId("TC-2016-1");

  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");
  private static final PaymentId PAYMENT = new PaymentId("ZF-2015-0001");

  private final Story story;

  HouseholdLifeTest(Recall recall) {
    story = new Story(recall);
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private static Person person(MemberId member, Relationship relationship, String idNumber) {
    return new Person(member, relationship, "李某", idNumber);
  }

  private static final Person LI_HEAD = person(HEAD, Relationship.HEAD, "410184196001010013");
  private static final Person LI_SON = person(SON, Relationship.SON, "410184199601010010");

  private static Deed apply(HouseholdId household, Person... members) {
    return live(
        day("2014-04-01"),
        new ApplyForRegister(
            household, VILLAGE, 3, List.of(members), List.of(PovertyCause.ILLNESS)));
  }

  private static Deed survey(String day, int year, long yuan) {
    return live(
        day(day),
        new SurveyIncome(
            LI,
            year,
            List.of(new IncomePart(IncomeKind.FARMING, Money.ofYuan(yuan))),
            List.of(CLERK)));
  }

  private static PublishedDocument list(String title) {
    return new PublishedDocument(
        title, List.of("户主"), List.of(List.of("李**")), null, "mask-1", true, "5".repeat(64));
  }

  private static Deed post(String day, NoticeId notice, NoticeKind kind, UUID subject) {
    return live(
        day(day),
        new PostNotice(
            notice,
            kind,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(subject),
            List.of(VILLAGE),
            day(day).plusDays(7),
            list("公示")));
  }

  private static Deed closeNotice(String day, NoticeId notice) {
    return live(day(day), new CloseNotice(notice));
  }

  private static Deed reviewed() {
    return live(day("2014-04-12"), new ReviewInVillage(LI, 45, 31, 20, 8, 3, null))
        .signed(REVIEW_CHAIR);
  }

  private static Deed audit(String day, @Nullable NoticeId firstNotice) {
    return live(day(day), new AuditByTownship(LI, ReviewResult.PASSED, firstNotice))
        .by(REVIEWER)
        .signed(TOWNSHIP_AUDITOR);
  }

  private static Deed countyReview(String day, @Nullable NoticeId secondNotice) {
    return live(day(day), new ReviewByCounty(LI, ReviewResult.PASSED, secondNotice))
        .by(APPROVER)
        .signed(COUNTY_REVIEWER);
  }

  private static Deed identify(HouseholdId household, @Nullable NoticeId announcement) {
    return live(
            day("2014-05-20"),
            new IdentifyHousehold(
                household,
                PovertyCause.ILLNESS,
                List.of(PovertyCause.SCHOOLING),
                HouseholdCategory.ORDINARY,
                PovertyStandard.NATIONAL,
                announcement,
                IdentificationBasis.INCOME,
                null))
        .by(APPROVER);
  }

  private static Deed pair(String day) {
    return live(day(day), new Pair(HELPER, PairingScope.HOUSEHOLD, LI.stream()));
  }

  private static PersonMeasure measure(String number, MemberId member, MeasureKind kind) {
    return new PersonMeasure(new MeasureId(number), member, kind);
  }

  private static Deed adopt(String day) {
    return live(
        day(day),
        new AdoptPlan(
            LI,
            HELPER,
            List.of(
                measure("01", HEAD, MeasureKind.HEALTH_AID),
                measure("02", SON, MeasureKind.YULU_SUBSIDY)),
            List.of(
                new HouseholdMeasure(new MeasureId("03"), MeasureKind.INDUSTRY_SUPPORT),
                new HouseholdMeasure(new MeasureId("04"), MeasureKind.MICROCREDIT)),
            2016));
  }

  private static Deed confirm(String day, ConfirmingParty party) {
    return party == ConfirmingParty.GOVERNMENT
        ? live(day(day), new ConfirmExit(LI, party, null)).by(REVIEWER).proven(SIGNED_FORM)
        : live(day(day), new ConfirmExit(LI, party, THE_HEAD)).proven(FINGERPRINT_FORM);
  }

  private static Deed exit() {
    return live(day("2016-12-01"), new ExitHousehold(LI, EXIT)).by(APPROVER);
  }

  @Test
  @DisplayName("from the application of 2014 to the relapse of 2017, decided as it happens")
  void live2014To2017() {
    identification();
    assistance();
    payment();
    exitAndRelapse();

    assertThat(story.facts(LI.stream()))
        .extracting(Fact::type)
        .containsExactly(
            "household.household-applied.v1",
            "household.income-surveyed.v1",
            "household.village-reviewed.v1",
            "household.township-audited.v1",
            "household.county-reviewed.v1",
            "household.household-identified.v1",
            "household.plan-adopted.v1",
            "household.member-joined.v1",
            "household.plan-revised.v1",
            "household.benefit-credited.v1",
            "household.measure-delivered.v1",
            "household.income-surveyed.v1",
            "household.village-reviewed.v1",
            "household.exit-proposed.v1",
            "household.exit-verified.v1",
            "household.exit-confirmed.v1",
            "household.exit-confirmed.v1",
            "household.household-exited.v1",
            "household.relapse-recorded.v1");
    assertThat(story.facts(LI.stream()))
        .allSatisfy(fact -> {
          // A birth asks for one measure more, which the revision after it gives.
          assertThat(fact.envelope().breaches())
              .isEqualTo(
                  fact.event() instanceof MemberJoined
                      ? List.of("PLAN_BELOW_N_PLUS_2")
                      : List.of());
          assertThat(fact.envelope().ruleSet()).isEqualTo("zhengzhou-2014.1");
          assertThat(fact.place()).isEqualTo(Judging.PLACE);
        });
  }

  private void identification() {
    story.tell(apply(LI, LI_HEAD, LI_SON), survey("2014-04-05", 2013, 4_000));
    UUID review = story.tell(reviewed()).getLast();
    story.refuses(audit("2014-04-13", null), Rule.FIRST_NOTICE_NOT_CLEAN);
    story.tell(post("2014-04-13", FIRST, NoticeKind.IDENTIFICATION_FIRST, review));
    story.refuses(audit("2014-04-14", FIRST), Rule.FIRST_NOTICE_NOT_CLEAN);
    story.refuses(closeNotice("2014-04-20", FIRST), Rule.NOTICE_STILL_OPEN);
    ObjectionId objection = new ObjectionId("01");
    story.tell(
        live(
            day("2014-04-18"),
            new RaiseObjection(FIRST, objection, ObjectionGrounds.INCOME_TOO_HIGH)));
    story.refuses(closeNotice("2014-04-21", FIRST), Rule.OBJECTION_OPEN);
    story.tell(
        live(day("2014-04-20"), new ResolveObjection(FIRST, objection, false, List.of(REVIEWER)))
            .by(REVIEWER),
        closeNotice("2014-04-21", FIRST));
    UUID audited = story.tell(audit("2014-04-24", FIRST)).getLast();
    // A notice about the village's review is none about the township's audit.
    story.tell(
        post("2014-04-25", new NoticeId("GS-2014-9"), NoticeKind.IDENTIFICATION_SECOND, review),
        closeNotice("2014-05-03", new NoticeId("GS-2014-9")));
    story.refuses(
        countyReview("2014-05-10", new NoticeId("GS-2014-9")), Rule.SECOND_NOTICE_NOT_CLEAN);
    story.tell(
        post("2014-04-25", SECOND, NoticeKind.IDENTIFICATION_SECOND, audited),
        closeNotice("2014-05-03", SECOND));
    UUID countyReviewed = story.tell(countyReview("2014-05-10", SECOND)).getLast();
    story.tell(
        live(
            day("2014-05-12"),
            new Announce(
                ANNOUNCEMENT,
                NoticeKind.IDENTIFICATION,
                RegionLevel.COUNTY,
                COUNTY,
                List.of(countyReviewed),
                List.of(VILLAGE),
                list("公告"))),
        identify(LI, ANNOUNCEMENT));
  }

  private void assistance() {
    story.tell(
        live(day("2014-05-25"), new RegisterOfficer(HELPER, "王某")),
        live(day("2014-05-25"), new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", COUNTY)));
    story.refuses(adopt("2014-06-01"), Rule.NO_OFFICER_PAIRED);
    story.tell(pair("2014-06-02"));
    // Paired on the second, so not yet on the first.
    story.refuses(adopt("2014-06-01"), Rule.NO_OFFICER_PAIRED);
    story.tell(
        adopt("2014-06-10"),
        live(
            day("2015-02-01"),
            new AddMember(
                LI, person(BABY, Relationship.GRANDCHILD, "410184201502010015"), JoinReason.BIRTH)),
        live(
            day("2015-03-01"),
            new RevisePlan(
                LI,
                List.of(measure("05", BABY, MeasureKind.HEALTH_AID)),
                List.of(),
                List.of(),
                PlanRevisionReason.HEAD_COUNT_CHANGED,
                APPROVER,
                2016)));
  }

  private void payment() {
    List<PaymentLine> lines = List.of(new PaymentLine(1, LI, SON, Money.ofYuan(2_000)));
    LocalDate autumn = day("2015-09-10");
    story.tell(
        live(
            day("2015-03-06"),
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.EDUCATION,
                2015,
                Judging.CITY,
                Money.ofYuan(10_000))),
        live(
            day("2015-03-10"),
            new AdmitProject(
                YULU,
                "雨露计划",
                ProjectCategory.EDUCATION_AID,
                ConstructionNature.SUBSIDY,
                COUNTY,
                day("2015-03-10"),
                day("2015-12-31"),
                "新郑市扶贫办",
                "补助在校生",
                Money.ofYuan(2_000),
                FundingLevel.CITY,
                1,
                "1 名学生完成学业",
                Participation.HOUSEHOLD_APPLICATION,
                Linkage.DIRECT_SUBSIDY,
                ExpenditureKind.STUDENT_SUBSIDY)),
        live(day("2015-03-20"), new ApproveProject(YULU, "新郑市政府", Money.ofYuan(2_000)))
            .by(APPROVER),
        live(day("2015-03-25"), new AllotFund(FUND, YULU, Money.ofYuan(2_000))),
        live(
                autumn,
                new RequestPayment(
                    PAYMENT,
                    YULU,
                    FUND,
                    Programme.YULU_SUBSIDY,
                    "2015",
                    lines,
                    Money.ofYuan(2_000)))
            .by(FINANCE),
        live(autumn, new ApprovePayment(PAYMENT)).by(APPROVER),
        live(autumn, new DisburseFund(PAYMENT, lines)).by(PAYER),
        live(
            day("2015-09-20"),
            new DeliverMeasure(LI, new MeasureId("02"), DeliveryResult.DELIVERED, SON)));
  }

  private void exitAndRelapse() {
    story.tell(
        survey("2016-10-20", 2016, 12_000),
        live(day("2016-10-25"), new ReviewInVillage(LI, 45, 31, 25, 4, 2, null))
            .signed(REVIEW_CHAIR));
    UUID proposal = story.tell(live(day("2016-11-01"), new ProposeExit(LI, 2016, ALL))).getLast();
    story.tell(
        live(day("2016-11-05"), new VerifyExit(LI, ReviewResult.PASSED))
            .signed(VILLAGE_COMMITTEE, WORK_TEAM),
        confirm("2016-11-08", ConfirmingParty.GOVERNMENT),
        post("2016-11-10", EXIT, NoticeKind.EXIT, proposal),
        closeNotice("2016-11-18", EXIT));

    story.refuses(exit(), Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    story.refuses(
        confirm("2016-11-20", ConfirmingParty.HOUSEHOLD).by(REVIEWER), Rule.SAME_RECORDER_FOR_BOTH);

    story.tell(
        confirm("2016-11-20", ConfirmingParty.HOUSEHOLD),
        exit(),
        live(
            day("2017-05-01"),
            new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL)));
  }

  @Test
  @DisplayName("a history nobody followed the rules in is recorded, and says so")
  void irregularHistory() {
    story.tell(
        apply(LI, LI_HEAD, LI_SON).asHistory(),
        audit("2014-04-24", null).asHistory(),
        countyReview("2014-05-10", null).asHistory(),
        identify(LI, null).asHistory(),
        live(day("2016-12-01"), new ExitHousehold(LI, null)).by(APPROVER).asHistory());

    assertThat(story.facts(LI.stream()))
        .extracting(fact -> fact.envelope().breaches())
        .containsExactly(
            List.of(),
            List.of("NOT_REVIEWED", "FIRST_NOTICE_NOT_CLEAN"),
            List.of("SECOND_NOTICE_NOT_CLEAN"),
            List.of("NOT_ANNOUNCED"),
            List.of(
                "EXIT_NOT_PROPOSED",
                "EXIT_NOT_VERIFIED",
                "GOVERNMENT_HAS_NOT_CONFIRMED",
                "HOUSEHOLD_HAS_NOT_CONFIRMED",
                "EXIT_NOTICE_NOT_CLEAN"));
  }

  @Test
  @DisplayName("a pairing that had ended by the day counts for the days it lasted")
  void pairingsCountByTheirDays() {
    story.tell(
        apply(LI, LI_HEAD, LI_SON).asHistory(),
        identify(LI, null).asHistory(),
        live(day("2014-05-25"), new RegisterOfficer(HELPER, "王某")),
        live(day("2014-05-25"), new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", COUNTY)),
        pair("2014-06-02"),
        live(
            day("2016-01-01"),
            new EndPairing(HELPER, PairingScope.HOUSEHOLD, LI.stream(), EndReason.REGION_MOVED)));

    story.refuses(adopt("2016-01-01"), Rule.NO_OFFICER_PAIRED);
    story.tell(adopt("2015-12-31"));
  }

  @Test
  @DisplayName("a whole life may be one append")
  void oneAppend() {
    story.together(
        apply(LI, LI_HEAD, LI_SON).asHistory(),
        identify(LI, null).asHistory(),
        live(day("2014-05-25"), new RegisterOfficer(HELPER, "王某")),
        live(day("2014-05-25"), new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", COUNTY)),
        pair("2014-06-02"),
        adopt("2014-06-10").asHistory());

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
    assertThat(story.facts(LI.stream())).hasSize(3);
  }

  @Test
  @DisplayName("a person stands in one household only, until he leaves it")
  void onePersonOneHousehold() {
    story.tell(apply(LI, LI_HEAD, LI_SON));

    story.refuses(
        apply(WANG, person(HEAD, Relationship.HEAD, "410184199601010010")),
        Rule.PERSON_ON_ANOTHER_REGISTER);
    story.tell(live(day("2015-01-01"), new RemoveMember(LI, SON, LeaveReason.MARRIAGE)));
    story.tell(apply(WANG, person(HEAD, Relationship.HEAD, "410184199601010010")));
  }

  @Test
  @DisplayName("a corrected ID number keeps the right person and lets the wrong one go")
  void correctedIdNumber() {
    String rightNumber = "410184199601010053";
    story.tell(
        apply(LI, LI_HEAD, LI_SON),
        live(
            day("2014-08-01"),
            new CorrectMemberDetails(LI, SON, PersonalField.ID_NUMBER, rightNumber)));

    story.refuses(
        apply(WANG, person(HEAD, Relationship.HEAD, rightNumber)), Rule.PERSON_ON_ANOTHER_REGISTER);
    story.tell(apply(WANG, person(HEAD, Relationship.HEAD, LI_SON.idNumber())));
  }
}
