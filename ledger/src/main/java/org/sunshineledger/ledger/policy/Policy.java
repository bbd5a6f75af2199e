package org.sunshineledger.ledger.policy;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillClosed;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillOpened;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.region.Divisions;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** A policy document, or the permission to backfill a region, which is a policy too. */
public class Policy {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode openFor;

  Policy() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(IssuePolicy order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.record(
        new PolicyIssued(
            order.policy(),
            order.issuer(),
            order.region(),
            order.number(),
            order.title(),
            order.sector(),
            order.parent()));
  }

  /** Opening the backfill cannot itself wait for an open one. */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(OpenBackfill order, Ruling ruling, Divisions divisions) {
    ruling.at(divisions.placeOf(order.region(), ruling.day()));
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.record(new BackfillOpened(order.policy(), order.region(), order.authority()));
    divisions.changed();
  }

  @CommandHandler
  void handle(CloseBackfill order, Ruling ruling, Divisions divisions) {
    RegionCode region = openFor;
    if (region == null) {
      ruling.require(false, Rule.BACKFILL_NOT_OPEN, order.stream());
      return;
    }
    ruling.at(divisions.placeOf(region, ruling.day()));
    ruling.record(new BackfillClosed(order.policy(), region, order.authority()));
    divisions.changed();
  }

  @EventSourcingHandler
  void on(PolicyIssued event) {
    stream = event.policy().stream();
  }

  @EventSourcingHandler
  void on(BackfillOpened event) {
    stream = event.policy().stream();
    openFor = event.region();
  }

  @EventSourcingHandler
  void on(BackfillClosed event) {
    openFor = null;
  }
}
