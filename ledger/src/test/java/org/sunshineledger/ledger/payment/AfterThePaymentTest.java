package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.FUND;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.LINES;
import static org.sunshineledger.ledger.payment.LiAndWang.PAYMENT;
import static org.sunshineledger.ledger.payment.LiAndWang.SECOND;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.TO_LI;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;
import static org.sunshineledger.ledger.payment.LiAndWang.approve;
import static org.sunshineledger.ledger.payment.LiAndWang.disburse;
import static org.sunshineledger.ledger.payment.LiAndWang.request;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdOrder.AcknowledgeBenefit;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentReturned;
import org.sunshineledger.ledger.payment.PaymentEvent.RecoveryReceived;
import org.sunshineledger.ledger.payment.PaymentOrder.OrderRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.ReceiveRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("签收、退回、追回")
class AfterThePaymentTest {

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
    story.tell(request(PAYMENT, YULU, LINES), approve(PAYMENT));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed returned(int line, HouseholdId household) {
    return live(DAY, new ReturnPayment(PAYMENT, line, household, ReturnReason.ACCOUNT_CLOSED))
        .by(PAYER);
  }

  private static Deed ordered(int line, HouseholdId household, long yuan) {
    return live(
            DAY,
            new OrderRecovery(
                PAYMENT, line, household, Money.ofYuan(yuan), RecoveryReason.NOT_ELIGIBLE))
        .by(APPROVER);
  }

  private static Deed received(int line, HouseholdId household, long yuan) {
    return live(DAY, new ReceiveRecovery(PAYMENT, line, household, Money.ofYuan(yuan))).by(PAYER);
  }

  private static Deed acknowledged(MemberId signer, int line) {
    return live(DAY, new AcknowledgeBenefit(LI, PAYMENT, line, signer));
  }

  private static Deed settled() {
    return live(DAY, new SettlePayment(PAYMENT, "ICBC-2015-0001")).by(PAYER);
  }

  @Test
  void nothingComesBeforeIt() {
    story.refuses(settled(), Rule.PAYMENT_NOT_MADE);
    story.refuses(returned(1, LI), Rule.PAYMENT_NOT_MADE);
    story.refuses(ordered(1, LI, 1), Rule.PAYMENT_NOT_MADE);
    story.refuses(received(1, LI, 1), Rule.PAYMENT_NOT_MADE);
    story.refuses(acknowledged(SON, 1), Rule.LINE_UNKNOWN);
  }

  @Test
  void theBankSaysOnceThatItLeft() {
    story.tell(disburse(PAYMENT, LINES), settled());

    story.refuses(settled(), Rule.ALREADY_EXISTS);
  }

  @Test
  void aMemberSignsForALineOnce() {
    story.tell(disburse(PAYMENT, LINES));

    story.refuses(acknowledged(new MemberId("09"), 1), Rule.MEMBER_UNKNOWN);
    story.refuses(acknowledged(SON, 2), Rule.LINE_UNKNOWN);
    story.tell(acknowledged(SON, 1));
    story.refuses(acknowledged(SON, 1), Rule.ACKNOWLEDGED_ALREADY);
  }

  @Test
  @DisplayName("退票: what the bank could not pay goes back as it came, and is paid again")
  void aReturnIsOneAppendThatCreditsWhatItTakes() {
    story.tell(disburse(PAYMENT, LINES), returned(1, LI));

    assertThat(story.lastFacts(3))
        .extracting(Fact::event)
        .containsExactly(
            new PaymentReturned(PAYMENT, 1, Money.ofYuan(2_000), ReturnReason.ACCOUNT_CLOSED),
            new ProjectCredited(YULU, PAYMENT, FUND, Money.ofYuan(2_000)),
            new BenefitReversed(
                LI,
                Programme.YULU_SUBSIDY,
                "2015",
                SON,
                Money.ofYuan(2_000),
                YULU,
                PAYMENT,
                1,
                ReversalReason.RETURNED));
    story.refuses(returned(1, LI), Rule.RETURNED_ALREADY);
    story.refuses(returned(2, LI), Rule.LINE_UNKNOWN);
    List<PaymentLine> again = List.of(TO_LI);
    story.tell(request(SECOND, YULU, again), approve(SECOND), disburse(SECOND, again));
  }

  @Test
  @DisplayName("追回中退票: what was not due is not paid again because the bank was quicker")
  void aReturnOfWhatIsToBeRecoveredEndsTheRecovery() {
    story.tell(
        disburse(PAYMENT, LINES), ordered(1, LI, 600), received(1, LI, 200), returned(1, LI));

    story.refuses(received(1, LI, 1), Rule.RECOVERY_ABOVE_PAYMENT);
    List<PaymentLine> again = List.of(TO_LI);
    story.tell(request(SECOND, YULU, again), approve(SECOND));
    story.refuses(disburse(SECOND, again), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  @DisplayName("追回: as much as was ordered, and not more than was paid")
  void whatWasNotDueIsRecovered() {
    story.tell(disburse(PAYMENT, LINES), ordered(1, LI, 1_500));

    story.refuses(ordered(1, LI, 501), Rule.RECOVERY_ABOVE_PAYMENT);
    story.refuses(ordered(1, LI, 0), Rule.AMOUNT_NOT_POSITIVE);
    story.refuses(received(2, WANG, 1), Rule.RECOVERED_MORE_THAN_ORDERED);
    story.tell(received(1, LI, 1_000));
    assertThat(story.lastFacts(3))
        .extracting(Fact::event)
        .contains(
            new RecoveryReceived(PAYMENT, 1, Money.ofYuan(1_000)),
            new ProjectCredited(YULU, PAYMENT, FUND, Money.ofYuan(1_000)));
    story.refuses(received(1, LI, 501), Rule.RECOVERED_MORE_THAN_ORDERED);
    story.tell(received(1, LI, 500));
    // What was not due is not paid again.
    List<PaymentLine> again = List.of(TO_LI);
    story.tell(request(SECOND, YULU, again), approve(SECOND));
    story.refuses(disburse(SECOND, again), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void nothingIsRecoveredBeforeItIsOrdered() {
    story.tell(
        disburse(PAYMENT, LINES),
        live(
                DAY.plusDays(9),
                new OrderRecovery(PAYMENT, 1, LI, Money.ofYuan(1_500), RecoveryReason.NOT_ELIGIBLE))
            .by(APPROVER));

    story.refuses(
        live(DAY.plusDays(8), new ReceiveRecovery(PAYMENT, 1, LI, Money.ofYuan(1))).by(PAYER),
        Rule.RECOVERED_MORE_THAN_ORDERED);
    story.tell(
        live(DAY.plusDays(9), new ReceiveRecovery(PAYMENT, 1, LI, Money.ofYuan(1_500))).by(PAYER));
  }

  @Test
  void whatCameBackIsNoReasonToRecoverIt() {
    story.tell(disburse(PAYMENT, LINES), returned(1, LI));

    story.refuses(ordered(1, LI, 1), Rule.RECOVERY_ABOVE_PAYMENT);
  }

  @Test
  @DisplayName("死亡后领取 is refused live, and flagged where the bank has paid")
  void theDeadAreNotPaid() {
    story.tell(live(DAY, new RemoveMember(LI, SON, LeaveReason.DEATH)));

    story.refuses(disburse(PAYMENT, LINES), Rule.PAYEE_LEFT);
    story.tell(disburse(PAYMENT, LINES).asHistory());
    assertThat(story.lastBreaches(LI.stream())).containsExactly(Rule.PAYEE_LEFT.name());
  }

  @Test
  void nothingComesBackOnADayBeforeItWasPaid() {
    story.tell(disburse(PAYMENT, LINES));
    Deed tooEarly =
        live(DAY.minusDays(1), new ReturnPayment(PAYMENT, 1, LI, ReturnReason.ACCOUNT_CLOSED))
            .by(PAYER);

    story.refuses(tooEarly, Rule.PAYMENT_NOT_MADE);
    story.refuses(
        live(DAY.minusDays(1), new AcknowledgeBenefit(LI, PAYMENT, 1, SON)), Rule.LINE_UNKNOWN);
  }

  @Test
  void nobodySignsForWhatWentBack() {
    story.tell(disburse(PAYMENT, LINES), returned(1, LI));

    story.refuses(acknowledged(SON, 1), Rule.LINE_UNKNOWN);
  }

  @Test
  void whoLeftAfterwardsWasAMemberOnTheDay() {
    story.tell(live(DAY.plusDays(5), new RemoveMember(LI, SON, LeaveReason.MOVED)));

    story.tell(disburse(PAYMENT, LINES));
    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }
}
