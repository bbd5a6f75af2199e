package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.FUND;
import static org.sunshineledger.ledger.payment.LiAndWang.HEAD;
import static org.sunshineledger.ledger.payment.LiAndWang.LATER;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.LINES;
import static org.sunshineledger.ledger.payment.LiAndWang.NOBODY;
import static org.sunshineledger.ledger.payment.LiAndWang.OTHER;
import static org.sunshineledger.ledger.payment.LiAndWang.PAYMENT;
import static org.sunshineledger.ledger.payment.LiAndWang.SECOND;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.TO_LI;
import static org.sunshineledger.ledger.payment.LiAndWang.TO_WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;
import static org.sunshineledger.ledger.payment.LiAndWang.admitted;
import static org.sunshineledger.ledger.payment.LiAndWang.approve;
import static org.sunshineledger.ledger.payment.LiAndWang.approved;
import static org.sunshineledger.ledger.payment.LiAndWang.disburse;
import static org.sunshineledger.ledger.payment.LiAndWang.line;
import static org.sunshineledger.ledger.payment.LiAndWang.request;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.ReturnAllotment;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.RefusePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.project.ChangeGround;
import org.sunshineledger.ledger.project.ChangedPart;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.project.ProjectOrder.ProposeProject;
import org.sunshineledger.ledger.rules.Rule;

/** 雨露计划 2015 for the families Li and Wang, on the whole ledger: a payment touches many streams. */
@DisplayName("资金拨付")
class PaymentTest {

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
  }

  @AfterEach
  void close() {
    story.close();
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
                WANG, Programme.YULU_SUBSIDY, "2015", SON, Money.ofYuan(2_000), YULU, PAYMENT, 2));
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
    story.refuses(
        live(
                DAY,
                new RequestPayment(
                    PAYMENT,
                    YULU,
                    new DocumentNumber("郑财预〔2015〕99号"),
                    Programme.YULU_SUBSIDY,
                    "2015",
                    LINES,
                    Money.ofYuan(4_000)))
            .by(FINANCE),
        Rule.NO_SUCH_STREAM);
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
  void isPaidBySomebodyElseAgain() {
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT));

    story.refuses(disburse(PAYMENT, LINES).by(FINANCE), Rule.APPROVER_PAYS);
    story.refuses(disburse(PAYMENT, LINES).by(APPROVER), Rule.APPROVER_PAYS);
    story.tell(disburse(PAYMENT, LINES));
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

  @Test
  @DisplayName("一年一次, however the period is written, and to a member")
  void paysOnceAYearHoweverThePeriodIsWritten() {
    List<PaymentLine> again = List.of(TO_LI);
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT), disburse(PAYMENT, LINES));
    story.tell(live(DAY, new AllotFund(FUND, YULU, Money.ofYuan(2_000))));
    story.tell(
        live(
                DAY,
                new RequestPayment(
                    SECOND,
                    YULU,
                    FUND,
                    Programme.YULU_SUBSIDY,
                    "2015-09",
                    again,
                    Money.ofYuan(2_000)))
            .by(FINANCE),
        approve(SECOND));

    story.refuses(disburse(SECOND, again), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void paysNoHouseholdAsSuchWhatIsDueToAMember() {
    List<PaymentLine> lines = List.of(line(1, LI, null, 2_000));
    story.tell(request(PAYMENT, YULU, lines), approve(PAYMENT));

    story.refuses(disburse(PAYMENT, lines), Rule.PAYEE_NOT_OF_PROGRAMME);
  }

  @Test
  void spendsNothingThatWasGivenBackLater() {
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        live(DAY.plusDays(10), new ReturnAllotment(FUND, YULU, Money.ofYuan(1_000))));

    story.refuses(
        live(DAY.plusDays(5), new DisburseFund(PAYMENT, LINES)).by(PAYER),
        Rule.DISBURSED_MORE_THAN_ALLOTTED);
    story.refuses(
        live(DAY.plusDays(5), new ReturnAllotment(FUND, YULU, Money.ofYuan(3_501))),
        Rule.RETURNED_MORE_THAN_UNSPENT);
  }

  @Test
  @DisplayName("what the bank gave back in June was spent in spring all the same")
  void spendsNothingThatTheBankGaveBackLater() {
    List<PaymentLine> more = List.of(line(1, LI, HEAD, 2_000));
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES),
        live(DAY.plusDays(60), new ReturnPayment(PAYMENT, 1, LI, ReturnReason.ACCOUNT_CLOSED))
            .by(PAYER),
        request(SECOND, YULU, more),
        approve(SECOND));

    story.refuses(
        live(DAY.plusDays(59), new DisburseFund(SECOND, more)).by(PAYER),
        Rule.DISBURSED_MORE_THAN_ALLOTTED);
    story.tell(live(DAY.plusDays(60), new DisburseFund(SECOND, more)).by(PAYER));
  }

  @Test
  @DisplayName("审批额: of all its funds together no more than the project may cost")
  void paysNoMoreThanTheProjectMayCost() {
    DocumentNumber second = new DocumentNumber("郑财预〔2015〕41号");
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                second,
                FundingLevel.CITY,
                Purpose.EDUCATION,
                2015,
                Judging.CITY,
                Money.ofYuan(9_000))),
        live(DAY, new AllotFund(second, YULU, Money.ofYuan(9_000))),
        live(
                DAY,
                new RequestSupplierPayment(
                    SECOND,
                    YULU,
                    second,
                    new SupplierId("GYS-0001"),
                    Instalment.ADVANCE,
                    Money.ofYuan(5_001)))
            .by(FINANCE),
        approve(SECOND),
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT));
    Deed paid = live(DAY.plusDays(5), new PaySupplier(SECOND, AccountKind.CORPORATE)).by(PAYER);

    story.tell(paid);
    story.refuses(disburse(PAYMENT, LINES), Rule.PAID_ABOVE_APPROVAL);
    story.tell(disburse(PAYMENT, LINES).asHistory());
    assertThat(story.lastBreaches(PAYMENT.stream()))
        .containsExactly(Rule.PAID_ABOVE_APPROVAL.name());
  }

  @Test
  @DisplayName("审批额: a ceiling that falls below what was paid is flagged")
  void showsThatTheProjectMayCostLessThanWasPaid() {
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT), disburse(PAYMENT, LINES));

    story.tell(lowered(4_000));
    assertThat(story.lastBreaches(YULU.stream())).isEmpty();
    story.tell(lowered(3_999));
    assertThat(story.lastBreaches(YULU.stream())).containsExactly(Rule.PAID_ABOVE_APPROVAL.name());
    story.tell(lowered(4_000));
    assertThat(story.lastBreaches(YULU.stream())).isEmpty();
  }

  private static Deed lowered(long yuan) {
    return live(
            DAY,
            new ChangeProject(
                YULU, ChangedPart.SCALE, ChangeGround.POLICY_ADJUSTED, "新郑市政府", Money.ofYuan(yuan)))
        .by(APPROVER);
  }

  @Test
  void isApprovedOnceItIsRequested() {
    story.tell(request(PAYMENT, YULU, LINES));

    story.refuses(
        live(DAY.minusDays(1), new ApprovePayment(PAYMENT)).by(APPROVER),
        Rule.PAYMENT_NOT_REQUESTED);
  }

  @Test
  @DisplayName("a project that was only proposed is flagged for what is missing, not lost")
  void isRecordedOfAProjectThatWasNeverAdmitted() {
    story.tell(
        live(
            DAY,
            new ProposeProject(OTHER, "某项目", ProjectCategory.EDUCATION_AID, Judging.COUNTY, "某村")),
        request(PAYMENT, OTHER, LINES).asHistory(),
        approve(PAYMENT),
        disburse(PAYMENT, LINES).asHistory());

    assertThat(story.lastBreaches(PAYMENT.stream()))
        .containsExactly(
            Rule.PROJECT_NOT_APPROVED.name(), Rule.DISBURSED_MORE_THAN_ALLOTTED.name());
  }
}
