package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RefusePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.rules.Rule;

/** 雨露计划 2015 for the families Li and Wang, on the whole ledger: a payment touches many streams. */
@DisplayName("资金拨付")
class PaymentTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.SEPTEMBER, 1);
  private static final LocalDate LATER = LocalDate.of(2016, Month.DECEMBER, 1);
  private static final PaymentId PAYMENT = new PaymentId("ZF-2015-0001");
  private static final PaymentId SECOND = new PaymentId("ZF-2015-0002");
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");
  private static final ProjectCode OTHER = new ProjectCode("OTHER-2015");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");
  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final HouseholdId NOBODY = new HouseholdId("4101732022019999");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");

  private static final PaymentLine TO_LI = line(1, LI, SON, 2_000);
  private static final PaymentLine TO_WANG = line(2, WANG, null, 2_000);
  private static final List<PaymentLine> LINES = List.of(TO_LI, TO_WANG);

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.EDUCATION,
                2015,
                Judging.CITY,
                Money.ofYuan(10_000))),
        admitted(YULU),
        approved(YULU),
        live(DAY, new AllotFund(FUND, YULU, Money.ofYuan(4_500))),
        onTheRegister(LI, 1),
        onPaper(DAY, identify(LI)),
        onTheRegister(WANG, 5),
        onPaper(DAY, identify(WANG)));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static PaymentLine line(
      int number, HouseholdId household, @Nullable MemberId member, long yuan) {
    return new PaymentLine(number, household, member, Money.ofYuan(yuan));
  }

  private static Deed admitted(ProjectCode project) {
    return live(
        DAY,
        new AdmitProject(
            project,
            "雨露计划",
            ProjectCategory.EDUCATION_AID,
            ConstructionNature.SUBSIDY,
            Judging.COUNTY,
            DAY,
            LATER,
            "新郑市扶贫办",
            "补助在校生",
            Money.ofYuan(9_000),
            FundingLevel.CITY,
            2,
            "2 名学生完成学业",
            Participation.HOUSEHOLD_APPLICATION,
            Linkage.DIRECT_SUBSIDY));
  }

  private static Deed approved(ProjectCode project) {
    return live(DAY, new ApproveProject(project, "新郑市政府", Money.ofYuan(9_000))).by(APPROVER);
  }

  private static Deed onTheRegister(HouseholdId household, int firstPerson) {
    return onPaper(
        DAY,
        new ApplyForRegister(
            household,
            Judging.VILLAGE,
            1,
            List.of(
                person(HEAD, Relationship.HEAD, firstPerson),
                person(SON, Relationship.SON, firstPerson + 1)),
            List.of(PovertyCause.SCHOOLING)));
  }

  private static Person person(MemberId member, Relationship relationship, int number) {
    return new Person(member, relationship, "某某", "41018419700101%04d".formatted(number));
  }

  private static IdentifyHousehold identify(HouseholdId household) {
    return new IdentifyHousehold(
        household,
        PovertyCause.SCHOOLING,
        List.of(),
        HouseholdCategory.ORDINARY,
        PovertyStandard.NATIONAL,
        null,
        IdentificationBasis.EDUCATION,
        null);
  }

  private static Deed request(PaymentId payment, ProjectCode project, List<PaymentLine> lines) {
    Money total = lines.stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    return request(payment, project, lines, total);
  }

  private static Deed request(
      PaymentId payment, ProjectCode project, List<PaymentLine> lines, Money total) {
    return live(
            DAY,
            new RequestPayment(
                payment, project, FUND, Programme.YULU_SUBSIDY, "2015", lines, total))
        .by(FINANCE);
  }

  private static Deed approve(PaymentId payment) {
    return live(DAY, new ApprovePayment(payment)).by(APPROVER);
  }

  private static Deed disburse(PaymentId payment, List<PaymentLine> lines) {
    return live(DAY, new DisburseFund(payment, lines)).by(PAYER);
  }

  @Test
  void isOneAppendThatDebitsWhatItCredits() {
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT), disburse(PAYMENT, LINES));

    assertThat(story.lastFacts(4))
        .extracting(Fact::event)
        .containsExactly(
            new FundDisbursed(PAYMENT, YULU, FUND, Money.ofYuan(4_000), 2),
            new ProjectDebited(YULU, PAYMENT, FUND, Money.ofYuan(4_000), 2),
            new BenefitCredited(
                LI, Programme.YULU_SUBSIDY, "2015", SON, Money.ofYuan(2_000), YULU, PAYMENT, 1),
            new BenefitCredited(
                WANG, Programme.YULU_SUBSIDY, "2015", null, Money.ofYuan(2_000), YULU, PAYMENT, 2));
    assertThat(story.lastFacts(4))
        .extracting(fact -> fact.envelope().breaches())
        .containsOnly(List.of());
    assertThat(story.lastFacts(1).getFirst().place()).isEqualTo(Judging.PLACE);
    assertThat(story.lastFacts(2).getFirst().recordedAt())
        .isEqualTo(story.lastFacts(4).getFirst().recordedAt());
  }

  @Test
  void isRequestedWithLinesThatAddUp() {
    story.refuses(request(PAYMENT, YULU, List.of()), Rule.LIST_EMPTY);
    story.refuses(request(PAYMENT, YULU, List.of(TO_WANG, TO_LI)), Rule.LINES_NOT_NUMBERED);
    story.refuses(request(PAYMENT, YULU, List.of(line(1, LI, SON, 0))), Rule.AMOUNT_NOT_POSITIVE);
    story.refuses(request(PAYMENT, YULU, List.of(TO_LI, line(2, LI, SON, 10))), Rule.PAYEE_TWICE);
    story.refuses(request(PAYMENT, YULU, LINES, Money.ofYuan(3_999)), Rule.CONTROL_TOTAL_DIFFERS);
    story.tell(request(PAYMENT, YULU, LINES));
    story.refuses(request(PAYMENT, YULU, LINES), Rule.ALREADY_EXISTS);
  }

  @Test
  void isForAProjectThatIsApproved() {
    story.refuses(request(PAYMENT, OTHER, LINES), Rule.NO_SUCH_STREAM);
    story.tell(admitted(OTHER));
    story.refuses(request(PAYMENT, OTHER, LINES), Rule.PROJECT_NOT_APPROVED);
  }

  @Test
  void isApprovedBySomebodyElse() {
    story.tell(request(PAYMENT, YULU, LINES));

    story.refuses(approve(PAYMENT).by(FINANCE), Rule.REQUESTER_APPROVES);
    story.refuses(disburse(PAYMENT, LINES), Rule.PAYMENT_NOT_APPROVED);
  }

  @Test
  void isDecidedOnce() {
    story.tell(
        request(PAYMENT, YULU, LINES),
        live(DAY, new RefusePayment(PAYMENT, PaymentRefusalReason.LINES_WRONG)).by(APPROVER));

    story.refuses(approve(PAYMENT), Rule.PAYMENT_SETTLED);
    story.refuses(disburse(PAYMENT, LINES), Rule.PAYMENT_SETTLED);
    story.tell(request(SECOND, YULU, LINES), approve(SECOND));
    story.refuses(approve(SECOND), Rule.ALREADY_EXISTS);
  }

  @Test
  void paysTheLinesThatWereApproved() {
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT));

    story.refuses(
        disburse(PAYMENT, List.of(line(1, LI, HEAD, 2_000), TO_WANG)),
        Rule.LINES_DIFFER_FROM_REQUEST);
  }

  @Test
  void paysNoMoreThanWasAllotted() {
    List<PaymentLine> more = List.of(line(1, LI, HEAD, 501));
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES),
        request(SECOND, YULU, more),
        approve(SECOND));

    story.refuses(disburse(SECOND, more), Rule.DISBURSED_MORE_THAN_ALLOTTED);
    story.tell(disburse(SECOND, more).asHistory());
    assertThat(story.lastBreaches(SECOND.stream()))
        .containsExactly(Rule.DISBURSED_MORE_THAN_ALLOTTED.name());
  }

  @Test
  void paysNobodyTwiceWhicheverProjectPays() {
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES),
        admitted(OTHER),
        approved(OTHER),
        live(DAY, new AllotFund(FUND, OTHER, Money.ofYuan(4_500))),
        request(SECOND, OTHER, LINES),
        approve(SECOND));

    story.refuses(disburse(SECOND, LINES), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void paysAllOrNobody() {
    List<PaymentLine> lines = List.of(TO_LI, line(2, NOBODY, null, 1));
    story.tell(request(PAYMENT, YULU, lines), approve(PAYMENT));

    story.refuses(disburse(PAYMENT, lines), Rule.NO_SUCH_STREAM);
    assertThat(story.facts(LI.stream()))
        .extracting(Fact::event)
        .noneMatch(BenefitCredited.class::isInstance);
  }

  @Test
  void paysMembersOnly() {
    List<PaymentLine> lines = List.of(line(1, LI, new MemberId("09"), 1));
    story.tell(request(PAYMENT, YULU, lines), approve(PAYMENT));

    story.refuses(disburse(PAYMENT, lines), Rule.MEMBER_UNKNOWN);
  }

  @Test
  @DisplayName("脱贫不脱政策: who has exited is paid as long as the policy is kept")
  void paysOnAfterTheExit() {
    story.tell(
        onPaper(LATER, new ExitHousehold(LI, null)),
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES));

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }

  @Test
  void paysNobodyWhoWasRemoved() {
    story.tell(
        onPaper(LATER, new RemoveHousehold(LI, RemovalReason.WHOLE_HOUSEHOLD_GONE)),
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT));

    story.refuses(disburse(PAYMENT, LINES), Rule.PAYEE_NOT_ELIGIBLE);
    story.tell(disburse(PAYMENT, LINES).asHistory());
    assertThat(story.lastBreaches(LI.stream())).containsExactly(Rule.PAYEE_NOT_ELIGIBLE.name());
    assertThat(story.lastBreaches(WANG.stream())).isEmpty();
  }
}
