package org.sunshineledger.ledger.fund;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** One allotment of money under its document number, and the projects it was given to. */
public class Fund {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;
  private Money appropriated = Money.ZERO;
  private Money allotted = Money.ZERO;
  private final Map<ProjectCode, NavigableMap<LocalDate, Money>> byProject = new HashMap<>();

  Fund() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AppropriateFund order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.record(
        new FundAppropriated(
            order.fund(),
            order.sourceLevel(),
            order.purpose(),
            order.year(),
            order.region(),
            order.amount()));
  }

  @CommandHandler
  void handle(AllotFund order, Ruling ruling) {
    if (region == null) throw new IllegalStateException("nothing was appropriated");
    ruling.at(region);
    ruling.require(order.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(
        allotted.plus(order.amount()).compareTo(appropriated) <= 0,
        Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
    ruling.record(new FundAllotted(order.fund(), order.project(), order.amount()));
  }

  /** What the project was given out of this fund by the end of the day. */
  public Money allottedTo(ProjectCode project, LocalDate by) {
    return byProject
        .getOrDefault(project, Collections.emptyNavigableMap())
        .headMap(by, true)
        .values()
        .stream()
        .reduce(Money.ZERO, Money::plus);
  }

  @EventSourcingHandler
  void on(FundAppropriated event) {
    stream = event.fund().stream();
    region = event.region();
    appropriated = event.amount();
  }

  @EventSourcingHandler
  void on(FundAllotted event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    allotted = allotted.plus(event.amount());
    byProject
        .computeIfAbsent(event.project(), _ -> new TreeMap<>())
        .merge(envelope.occurredOn(), event.amount(), Money::plus);
  }
}
