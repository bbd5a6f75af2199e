package org.sunshineledger.ledger.payment;

import java.util.Optional;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.Sha256;
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

  /** 拨付申请: the digest covers the lines in their order. */
  @FactType("payment.payment-requested.v1")
  record PaymentRequested(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      Programme programme,
      String period,
      PayeeKind payeeKind,
      int lineCount,
      Money controlTotal,
      Sha256 linesDigest)
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

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("payment.rule-overridden.v1")
  record RuleOverridden(PaymentId payment, String rule, OfficerId authority, OverrideReason reason)
      implements PaymentEvent {}
}
