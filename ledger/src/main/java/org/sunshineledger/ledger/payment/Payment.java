package org.sunshineledger.ledger.payment;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.Elsewhere;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentApproved;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRefused;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RefusePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.project.Project;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** One payment list: requested, approved by somebody else, paid as a whole. */
public class Payment {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable PaymentRequested request;
  private @Nullable OfficerId requester;
  private @Nullable LocalDate approvedOn;
  private boolean settled;

  Payment() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RequestPayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(order.project(), Project::region));
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    PaymentList.require(ruling, order.lines(), order.controlTotal());
    ruling.require(
        books.fromProject(order.project(), project -> project.isApprovedBy(ruling.day())),
        Rule.PROJECT_NOT_APPROVED);
    ruling.record(
        new PaymentRequested(
            order.payment(),
            order.project(),
            order.fund(),
            order.programme(),
            order.period(),
            PayeeKind.HOUSEHOLD,
            order.lines().size(),
            order.controlTotal(),
            PaymentList.digest(order.lines())));
  }

  @CommandHandler
  void handle(ApprovePayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(approvedOn == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(!settled, Rule.PAYMENT_SETTLED);
    ruling.require(!ruling.act().actor().officer().equals(requester), Rule.REQUESTER_APPROVES);
    ruling.record(new PaymentApproved(order.payment()));
  }

  @CommandHandler
  void handle(RefusePayment order, Ruling ruling, Books books) {
    ruling.at(books.fromProject(request().project(), Project::region));
    ruling.require(!settled, Rule.PAYMENT_SETTLED);
    ruling.record(new PaymentRefused(order.payment(), order.reason()));
  }

  /** Debits equal credits at every position, because all of it is one append. */
  @CommandHandler
  void handle(DisburseFund order, Ruling ruling, Books books, Elsewhere elsewhere) {
    PaymentRequested request = request();
    ruling.at(books.fromProject(request.project(), Project::region));
    ruling.require(!settled, Rule.PAYMENT_SETTLED);
    PaymentList.require(ruling, order.lines(), request.controlTotal());
    ruling.require(
        PaymentList.digest(order.lines()).equals(request.linesDigest()),
        Rule.LINES_DIFFER_FROM_REQUEST);
    ruling.require(
        approvedOn != null && !approvedOn.isAfter(ruling.day()), Rule.PAYMENT_NOT_APPROVED);
    Money allotted =
        books.fromFund(request.fund(), fund -> fund.allottedTo(request.project(), ruling.day()));
    Money debited =
        books.fromProject(request.project(), project -> project.debitedFrom(request.fund()));
    ruling.require(
        debited.plus(request.controlTotal()).compareTo(allotted) <= 0,
        Rule.DISBURSED_MORE_THAN_ALLOTTED,
        "%d fen allotted, %d paid before".formatted(allotted.fen(), debited.fen()));
    ruling.record(
        new FundDisbursed(
            order.payment(),
            request.project(),
            request.fund(),
            request.controlTotal(),
            request.lineCount()));
    books.onProject(
        request.project(),
        project ->
            project.debit(
                ruling,
                order.payment(),
                request.fund(),
                request.controlTotal(),
                request.lineCount()));
    for (PaymentLine line : order.lines())
      books.onHousehold(
          line.household(),
          household ->
              household.credit(
                  ruling,
                  elsewhere,
                  line.household(),
                  request.programme(),
                  request.period(),
                  line.member(),
                  line.amount(),
                  request.project(),
                  order.payment(),
                  line.line()));
  }

  private PaymentRequested request() {
    if (request == null) throw new IllegalStateException("nothing was requested");
    return request;
  }

  @EventSourcingHandler
  void on(PaymentRequested event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    stream = event.payment().stream();
    request = event;
    requester = envelope.actor().officer();
  }

  @EventSourcingHandler
  void on(PaymentApproved event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    approvedOn = envelope.occurredOn();
  }

  @EventSourcingHandler
  void on(PaymentRefused event) {
    settled = true;
  }

  @EventSourcingHandler
  void on(FundDisbursed event) {
    settled = true;
  }
}
