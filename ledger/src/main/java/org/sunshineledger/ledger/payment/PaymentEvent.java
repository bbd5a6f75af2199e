package org.sunshineledger.ledger.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.household.Programme;

/** Everything that can be said about a payment list, on the stream {@code payment/{id}}. */
public sealed interface PaymentEvent extends Event {

  PaymentId payment();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(payment(), rule, authority, reason));
  }

  /**
   * 拨付申请: the digest covers the lines in their order.
   *
   * @param programme null for a supplier, who is paid under no programme
   * @param supplier null for a list of households, and in facts of before suppliers were paid; so
   *     is {@code instalment}
   */
  @FactType("payment.payment-requested.v1")
  record PaymentRequested(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      @Nullable Programme programme,
      String period,
      PayeeKind payeeKind,
      int lineCount,
      Money controlTotal,
      Sha256 linesDigest,
      @Nullable SupplierId supplier,
      @Nullable Instalment instalment)
      implements PaymentEvent {}

  @FactType("payment.payment-approved.v1")
  record PaymentApproved(PaymentId payment) implements PaymentEvent {}

  @FactType("payment.payment-refused.v1")
  record PaymentRefused(PaymentId payment, PaymentRefusalReason reason) implements PaymentEvent {}

  /** 拨付: in the same append as one ProjectDebited and one BenefitCredited for each line. */
  @FactType("payment.fund-disbursed.v1")
  record FundDisbursed(
      PaymentId payment, ProjectCode project, DocumentNumber fund, Money total, int lineCount)
      implements PaymentEvent {}

  /**
   * 支付供应商: in the same append as one ProjectDebited.
   *
   * @param account null in facts of before it was asked
   */
  @FactType("payment.supplier-paid.v1")
  record SupplierPaid(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      SupplierId supplier,
      Instalment instalment,
      Money amount,
      @Nullable AccountKind account)
      implements PaymentEvent {}

  /** 供应商退款: in the same append as one ProjectCredited. */
  @FactType("payment.supplier-payment-returned.v1")
  record SupplierPaymentReturned(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      SupplierId supplier,
      Money amount,
      ReturnReason reason)
      implements PaymentEvent {}

  /** 银行回单: the money has left the treasury's account. */
  @FactType("payment.payment-settled.v1")
  record PaymentSettled(PaymentId payment, String bankReference) implements PaymentEvent {}

  /** 退票: in the same append as one ProjectCredited and one BenefitReversed. */
  @FactType("payment.payment-returned.v1")
  record PaymentReturned(PaymentId payment, int line, Money amount, ReturnReason reason)
      implements PaymentEvent {}

  /** 责令追回. */
  @FactType("payment.recovery-ordered.v1")
  record RecoveryOrdered(PaymentId payment, int line, Money amount, RecoveryReason reason)
      implements PaymentEvent {}

  /** 追回到账: in the same append as one ProjectCredited and one BenefitReversed. */
  @FactType("payment.recovery-received.v1")
  record RecoveryReceived(PaymentId payment, int line, Money amount) implements PaymentEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("payment.rule-overridden.v1")
  record RuleOverridden(PaymentId payment, String rule, OfficerId authority, OverrideReason reason)
      implements PaymentEvent, Overriding {}
}
