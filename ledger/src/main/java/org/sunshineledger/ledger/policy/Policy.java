package org.sunshineledger.ledger.policy;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillClosed;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillOpened;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicySuperseded;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.SupersedePolicy;
import org.sunshineledger.ledger.region.Divisions;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** A policy document, or the permission to backfill a region, which is a policy too. */
public class Policy {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode openFor;
  private @Nullable RegionCode region;
  private @Nullable Sector sector;
  private LocalDate issuedOn = LocalDate.MAX;
  private LocalDate supersededOn = LocalDate.MAX;

  /** Of which nothing is known yet. */
  public Policy() {}

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

  @CommandHandler
  void handle(SupersedePolicy order, Ruling ruling, IssuedPolicies others) {
    RegionCode ofRegion = region;
    Sector ofSector = sector;
    // The opening of a backfill is closed, not superseded.
    if (ofRegion == null || ofSector == null)
      throw new Refused(Rule.NO_SUCH_STREAM, order.stream());
    ruling.at(ofRegion);
    PolicyId by = order.by();
    ruling.require(isIssuedBy(ruling.day()), Rule.NO_SUCH_STREAM, order.stream());
    ruling.require(
        by == null || by.equals(order.policy()) || others.isIssued(by, ruling.day()),
        Rule.NO_SUCH_STREAM,
        by == null ? "" : by.stream());
    ruling.require(
        supersededOn.equals(LocalDate.MAX) && !order.policy().equals(by), Rule.NOTHING_CHANGES);
    ruling.record(new PolicySuperseded(order.policy(), ofRegion, ofSector, by));
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

  /** Whether it was issued by the day and not superseded yet, for this sector or for all. */
  public boolean isInForce(Sector wanted, LocalDate day) {
    return (sector == wanted || sector == Sector.GENERAL)
        && isIssuedBy(day)
        && day.isBefore(supersededOn);
  }

  /** Whether it is a policy and was issued by the day. */
  public boolean isIssuedBy(LocalDate day) {
    return !issuedOn.isAfter(day);
  }

  @EventSourcingHandler
  public void on(PolicyEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    stream = fact.policy().stream();
    switch (fact) {
      case PolicyIssued it -> {
        region = it.region();
        sector = it.sector();
        issuedOn = envelope.occurredOn();
      }
      case PolicySuperseded _ -> supersededOn = envelope.occurredOn();
      case BackfillOpened it -> openFor = it.region();
      case BackfillClosed _ -> openFor = null;
    }
  }
}
