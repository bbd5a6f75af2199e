package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
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
