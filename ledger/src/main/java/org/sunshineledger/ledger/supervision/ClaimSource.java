package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimWithdrawn;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;
import org.sunshineledger.ledger.supervision.ClaimOrder.WithdrawClaim;

/** One source's published figures; each has its number once. */
public class ClaimSource {

  @AggregateIdentifier @Nullable String stream;
  private final Set<String> numbers = new HashSet<>();
  private final Map<String, Recorded> standing = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();

  /** What of a figure its withdrawal asks for. */
  record Recorded(RegionCode region, LocalDate on) {}

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

  @CommandHandler
  void handle(WithdrawClaim order, Ruling ruling) {
    String claim = order.claim();
    Recorded recorded = standing.get(claim);
    if (recorded == null) ruling.at(Place.NOWHERE);
    else ruling.at(recorded.region());
    ruling.require(!withdrawn.contains(claim), Rule.NOTHING_CHANGES, claim);
    ruling.require(
        recorded != null && !ruling.day().isBefore(recorded.on()), Rule.CLAIM_UNKNOWN, claim);
    ruling.record(new ClaimWithdrawn(order.source(), claim, order.reason()));
  }

  @EventSourcingHandler
  void on(ClaimRecorded event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    stream = "claim/" + event.source();
    numbers.add(event.claim());
    standing.put(event.claim(), new Recorded(event.region(), envelope.occurredOn()));
  }

  @EventSourcingHandler
  void on(ClaimWithdrawn event) {
    standing.remove(event.claim());
    withdrawn.add(event.claim());
  }

  @EventSourcingHandler
  void on(ClaimCheckRecorded event) {
    stream = "claim/" + event.source();
    numbers.add(event.check());
  }
}
