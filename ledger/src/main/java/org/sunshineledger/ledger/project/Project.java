package org.sunshineledger.ledger.project;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** A project of the library: admitted, approved, debited. */
public class Project {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable ProjectCode code;
  private @Nullable RegionCode region;
  private @Nullable LocalDate approvedOn;
  private final Map<DocumentNumber, Money> debited = new HashMap<>();

  Project() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AdmitProject order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(order.scale().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.record(
        new ProjectAdmitted(
            order.project(),
            order.name(),
            order.category(),
            order.nature(),
            order.region(),
            order.starts(),
            order.ends(),
            order.responsibleUnit(),
            order.task(),
            order.scale(),
            order.financing(),
            order.beneficiaryHouseholds(),
            order.performanceTarget(),
            order.participation(),
            order.linkage()));
  }

  @CommandHandler
  void handle(ApproveProject order, Ruling ruling) {
    ruling.at(region());
    ruling.require(approvedOn == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.record(new ProjectApproved(order.project(), order.office(), order.amount()));
  }

  /** The debit half of a payment; whoever calls has judged it. */
  public void debit(Ruling ruling, PaymentId payment, DocumentNumber fund, Money total, int count) {
    if (code == null) throw new IllegalStateException("not admitted");
    ruling.at(region());
    ruling.record(new ProjectDebited(code, payment, fund, total, count));
  }

  public boolean isApprovedBy(LocalDate day) {
    return approvedOn != null && !approvedOn.isAfter(day);
  }

  public Money debitedFrom(DocumentNumber fund) {
    return debited.getOrDefault(fund, Money.ZERO);
  }

  public RegionCode region() {
    if (region == null) throw new IllegalStateException("not admitted");
    return region;
  }

  @EventSourcingHandler
  void on(ProjectAdmitted event) {
    stream = event.project().stream();
    code = event.project();
    region = event.region();
  }

  @EventSourcingHandler
  void on(ProjectApproved event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    approvedOn = envelope.occurredOn();
  }

  @EventSourcingHandler
  void on(ProjectDebited event) {
    debited.merge(event.fund(), event.total(), Money::plus);
  }
}
