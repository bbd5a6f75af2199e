package org.sunshineledger.ledger.supervision;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;

/** One source's published figures; each has its number once. */
public class ClaimSource {

  @AggregateIdentifier @Nullable String stream;
  private final Set<String> numbers = new HashSet<>();

  ClaimSource() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordClaim order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(!numbers.contains(order.claim()), Rule.CLAIM_RECORDED_ALREADY, order.claim());
    ruling.record(
        new ClaimRecorded(
            order.source(),
            order.claim(),
            order.region(),
            order.metric(),
            order.unit(),
            order.kind(),
            order.asOf(),
            order.operator(),
            order.value()));
  }

  /** A check relates figures of any regions, so it stands nowhere. */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordClaimCheck order, Ruling ruling) {
    ruling.at(Place.NOWHERE);
    ruling.require(!numbers.contains(order.check()), Rule.CLAIM_RECORDED_ALREADY, order.check());
    ruling.record(
        new ClaimCheckRecorded(
            order.source(),
            order.check(),
            order.kind(),
            order.relation(),
            order.tolerance(),
            order.rationale()));
  }

  @EventSourcingHandler
  void on(ClaimRecorded event) {
    stream = "claim/" + event.source();
    numbers.add(event.claim());
  }

  @EventSourcingHandler
  void on(ClaimCheckRecorded event) {
    stream = "claim/" + event.source();
    numbers.add(event.check());
  }
}
