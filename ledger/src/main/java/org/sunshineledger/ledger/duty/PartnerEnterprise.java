package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementEnded;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementSigned;
import org.sunshineledger.ledger.duty.EnterpriseEvent.EnterpriseRegistered;
import org.sunshineledger.ledger.duty.EnterpriseOrder.EndAgreement;
import org.sunshineledger.ledger.duty.EnterpriseOrder.RegisterEnterprise;
import org.sunshineledger.ledger.duty.EnterpriseOrder.SignAgreement;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** 帮扶企业: which households it has an agreement with, from when to when. */
public class PartnerEnterprise {

  @AggregateIdentifier private @Nullable String stream;
  private String name = "";
  private final Tenures<HouseholdId> agreements = new Tenures<>();

  /** Of which nothing is known yet. */
  PartnerEnterprise() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RegisterEnterprise order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.record(new EnterpriseRegistered(order.enterprise(), order.name(), order.region()));
  }

  @CommandHandler
  void handle(SignAgreement order, Ruling ruling, Homes homes) {
    ruling.at(homes.villageOf(order.household().stream()));
    ruling.require(agreements.isFree(order.household(), ruling.day()), Rule.ALREADY_PAIRED);
    ruling.record(new AgreementSigned(order.enterprise(), name, order.household()));
  }

  @CommandHandler
  void handle(EndAgreement order, Ruling ruling, Homes homes) {
    ruling.at(homes.villageOf(order.household().stream()));
    ruling.require(
        agreements.lasting(order.household(), ruling.day()).isPresent(), Rule.NOT_PAIRED);
    ruling.record(new AgreementEnded(order.enterprise(), order.household(), order.reason()));
  }

  @EventSourcingHandler
  void on(EnterpriseEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case EnterpriseRegistered it -> {
        stream = it.enterprise().stream();
        name = it.name();
      }
      case AgreementSigned it -> agreements.begin(it.household(), "", day);
      case AgreementEnded it -> agreements.end(it.household(), day);
    }
  }
}
