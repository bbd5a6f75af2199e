package org.sunshineledger.ledger.payment;

import java.util.List;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.household.Programme;

/** What can be ordered of a payment list. */
public sealed interface PaymentOrder extends Order {

  PaymentId payment();

  @Override
  default String stream() {
    return payment().stream();
  }

  /** The control total is the sum its author expects; the lines must add up to it. */
  record RequestPayment(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      Programme programme,
      String period,
      List<PaymentLine> lines,
      Money controlTotal)
      implements PaymentOrder {

    /** {@code period} is a year, a month or a quarter: 2016, 2016-03, 2016-Q1. */
    public RequestPayment {
      if (!period.matches("20\\d\\d(-(0[1-9]|1[0-2]|Q[1-4]))?"))
        throw new IllegalArgumentException("not a period: " + period);
    }
  }

  /** 工程款: one supplier is paid an instalment. */
  record RequestSupplierPayment(
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      SupplierId supplier,
      Instalment instalment,
      Money amount)
      implements PaymentOrder {}

  record ApprovePayment(PaymentId payment) implements PaymentOrder {}

  record RefusePayment(PaymentId payment, PaymentRefusalReason reason) implements PaymentOrder {}

  /** Debits the project and credits every household of the same lines, all or nothing. */
  record DisburseFund(PaymentId payment, List<PaymentLine> lines) implements PaymentOrder {}

  /** Pays the supplier what was requested and approved, to an account of this kind. */
  record PaySupplier(PaymentId payment, AccountKind account) implements PaymentOrder {}

  /** {@code bankReference} is the number on the bank's receipt, not an account. */
  record SettlePayment(PaymentId payment, String bankReference) implements PaymentOrder {

    public SettlePayment {
      if (!bankReference.matches("(?=.*[A-Z-])[0-9A-Z-]{4,40}"))
        throw new IllegalArgumentException("not a receipt's number: it has a letter or a hyphen");
    }
  }

  /** The bank gave back what a supplier was paid. */
  record ReturnSupplierPayment(PaymentId payment, ReturnReason reason) implements PaymentOrder {}

  /** The bank gave back a line's whole amount. */
  record ReturnPayment(PaymentId payment, int line, HouseholdId household, ReturnReason reason)
      implements PaymentOrder {}

  record OrderRecovery(
      PaymentId payment, int line, HouseholdId household, Money amount, RecoveryReason reason)
      implements PaymentOrder {}

  record ReceiveRecovery(PaymentId payment, int line, HouseholdId household, Money amount)
      implements PaymentOrder {}
}
