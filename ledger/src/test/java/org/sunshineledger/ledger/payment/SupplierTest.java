package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.FUND;
import static org.sunshineledger.ledger.payment.LiAndWang.LINES;
import static org.sunshineledger.ledger.payment.LiAndWang.PAYMENT;
import static org.sunshineledger.ledger.payment.LiAndWang.SECOND;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;
import static org.sunshineledger.ledger.payment.LiAndWang.approve;
import static org.sunshineledger.ledger.payment.LiAndWang.disburse;
import static org.sunshineledger.ledger.payment.LiAndWang.request;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaymentReturned;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnSupplierPayment;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.Procurement;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("支付供应商")
class SupplierTest {

  private static final SupplierId BUILDER = new SupplierId("GYS-0001");

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed requested(PaymentId payment, long yuan) {
    return live(
            DAY,
            new RequestSupplierPayment(
                payment, YULU, FUND, BUILDER, Instalment.ADVANCE, Money.ofYuan(yuan)))
        .by(FINANCE);
  }

  private static Deed paid(PaymentId payment) {
    return paid(payment, AccountKind.CORPORATE);
  }

  private static Deed paid(PaymentId payment, AccountKind account) {
    return live(DAY, new PaySupplier(payment, account)).by(PAYER);
  }

  @Test
  void isPaidInOneAppendThatDebitsTheProject() {
    story.tell(requested(PAYMENT, 1_000), approve(PAYMENT), paid(PAYMENT));

    assertThat(story.lastFacts(2))
        .extracting(Fact::event)
        .containsExactly(
            new SupplierPaid(
                PAYMENT,
                YULU,
                FUND,
                BUILDER,
                Instalment.ADVANCE,
                Money.ofYuan(1_000),
                AccountKind.CORPORATE),
            new ProjectDebited(YULU, PAYMENT, FUND, Money.ofYuan(1_000), 1));
    story.refuses(paid(PAYMENT), Rule.PAYMENT_SETTLED);
  }

  @Test
  void isAskedForApprovedAndPaidByThree() {
    story.refuses(requested(PAYMENT, 0), Rule.AMOUNT_NOT_POSITIVE);
    story.tell(requested(PAYMENT, 1_000));
    story.refuses(requested(PAYMENT, 1_000), Rule.ALREADY_EXISTS);
    story.refuses(approve(PAYMENT).by(FINANCE), Rule.REQUESTER_APPROVES);
    story.refuses(paid(PAYMENT), Rule.PAYMENT_NOT_APPROVED);
  }

  @Test
  void isPaidNoMoreThanWasAllotted() {
    story.tell(requested(PAYMENT, 4_501), approve(PAYMENT));

    story.refuses(paid(PAYMENT), Rule.DISBURSED_MORE_THAN_ALLOTTED);
  }

  @Test
  void isPaidToNoPersonalAccountAndFlaggedWhereItWas() {
    Deed toAPerson = paid(PAYMENT, AccountKind.PERSONAL);
    story.tell(requested(PAYMENT, 1_000), approve(PAYMENT));

    story.refuses(toAPerson, Rule.PAID_TO_PERSONAL_ACCOUNT);
    story.tell(toAPerson.asHistory());
    assertThat(story.lastFacts(2).getFirst().envelope().breaches())
        .containsExactly(Rule.PAID_TO_PERSONAL_ACCOUNT.name());
  }

  private static Deed requested(PaymentId payment, Instalment instalment) {
    return live(
            DAY,
            new RequestSupplierPayment(
                payment, YULU, FUND, BUILDER, instalment, Money.ofYuan(1_000)))
        .by(FINANCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SETTLEMENT", "RETENTION"})
  @DisplayName("先验收、后结算: asked for and paid once the county has accepted the project")
  void isSettledWhenTheProjectIsAccepted(Instalment instalment) {
    story.refuses(requested(PAYMENT, instalment), Rule.PROJECT_NOT_ACCEPTED);
    story.tell(
        requested(PAYMENT, instalment).asHistory(),
        approve(PAYMENT),
        live(DAY, new StartProject(YULU, Procurement.TENDERED)),
        live(DAY.plusDays(2), new AcceptProject(YULU, AcceptanceLevel.TOWNSHIP, 1)).by(FINANCE));
    assertThat(story.facts(PAYMENT.stream()).getFirst().envelope().breaches())
        .containsExactly(Rule.PROJECT_NOT_ACCEPTED.name());

    story.refuses(paid(PAYMENT), Rule.PROJECT_NOT_ACCEPTED);
    story.tell(
        live(DAY.plusDays(3), new AcceptProject(YULU, AcceptanceLevel.COUNTY, 1)).by(APPROVER),
        live(DAY.plusDays(3), new PaySupplier(PAYMENT, AccountKind.CORPORATE)).by(PAYER));
  }

  @Test
  void isPaidAnInstalmentOnceThatFallsDueOnce() {
    story.tell(requested(PAYMENT, Instalment.ADVANCE), approve(PAYMENT), paid(PAYMENT));
    story.tell(requested(SECOND, Instalment.ADVANCE), approve(SECOND));

    story.refuses(paid(SECOND), Rule.INSTALMENT_ALREADY_PAID);
    story.tell(paid(SECOND).asHistory());
    assertThat(story.lastFacts(2).getFirst().envelope().breaches())
        .containsExactly(Rule.INSTALMENT_ALREADY_PAID.name());
  }

  @Test
  void isPaidAnInstalmentAgainThatTheBankGaveBackAndProgressAsItGoesOn() {
    story.tell(
        requested(PAYMENT, Instalment.ADVANCE),
        approve(PAYMENT),
        paid(PAYMENT),
        live(DAY, new ReturnSupplierPayment(PAYMENT, ReturnReason.ACCOUNT_WRONG)).by(PAYER),
        requested(SECOND, Instalment.ADVANCE),
        approve(SECOND),
        paid(SECOND));
    for (String number : List.of("ZF-3", "ZF-4")) {
      PaymentId more = new PaymentId(number);
      story.tell(requested(more, Instalment.PROGRESS), approve(more), paid(more));
      assertThat(story.lastFacts(2).getFirst().envelope().breaches()).isEmpty();
    }
  }

  @Test
  void isNotPaidAsAListOfHouseholdsNorTheOtherWayRound() {
    story.tell(requested(PAYMENT, 4_000), approve(PAYMENT));
    story.refuses(disburse(PAYMENT, LINES), Rule.LINES_DIFFER_FROM_REQUEST);
    story.tell(request(SECOND, YULU, LINES), approve(SECOND));
    story.refuses(paid(SECOND), Rule.LINES_DIFFER_FROM_REQUEST);
  }

  @Test
  void givesBackOnceWhatTheBankCouldNotPay() {
    Deed returned =
        live(DAY, new ReturnSupplierPayment(PAYMENT, ReturnReason.ACCOUNT_WRONG)).by(PAYER);
    story.tell(requested(PAYMENT, 1_000), approve(PAYMENT));
    story.refuses(returned, Rule.PAYMENT_NOT_MADE);
    story.tell(paid(PAYMENT), returned);

    assertThat(story.lastFacts(2))
        .extracting(Fact::event)
        .containsExactly(
            new SupplierPaymentReturned(
                PAYMENT, YULU, FUND, BUILDER, Money.ofYuan(1_000), ReturnReason.ACCOUNT_WRONG),
            new ProjectCredited(YULU, PAYMENT, FUND, Money.ofYuan(1_000)));
    story.refuses(returned, Rule.RETURNED_ALREADY);
  }
}
