package org.sunshineledger.ledger.village;

import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.rules.Incidence;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;

/** A poor village from its listing to its exit. */
public class PoorVillage {

  @AggregateIdentifier @Nullable String stream;
  private boolean listed;
  private int ruralPopulation;

  /** The fact that listed it, which the notice of its exit must cover. */
  private String listing = "";

  private LocalDate listedOn = LocalDate.MAX;

  PoorVillage() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ListVillage order, Ruling ruling) {
    ruling.at(order.village());
    ruling.require(!listed, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(order.ruralPopulation() > 0, Rule.AMOUNT_NOT_POSITIVE);
    ruling.record(new VillageListed(order.village(), order.level(), order.ruralPopulation()));
  }

  @CommandHandler
  void handle(ExitVillage order, Ruling ruling, Notices notices) {
    ruling.at(order.village());
    ruling.require(listed, Rule.VILLAGE_NOT_LISTED);
    ruling.require(
        order.poorPersons() >= 0 && order.poorPersons() <= ruralPopulation,
        Rule.MORE_POOR_THAN_PEOPLE);
    ruling.require(
        ruling.meets(
            Rule.INCIDENCE_ABOVE_TWO_PERCENT,
            Incidence.class,
            incidence -> incidence.isLowEnough(order.poorPersons(), ruralPopulation)),
        Rule.INCIDENCE_ABOVE_TWO_PERCENT);
    ruling.require(
        notices.closedClean(
            order.notice(), NoticeKind.VILLAGE_EXIT, listing, listedOn, ruling.day()),
        Rule.EXIT_NOTICE_NOT_CLEAN);
    ruling.record(
        new VillageExited(order.village(), order.poorPersons(), ruralPopulation, order.notice()));
  }

  @EventSourcingHandler
  void on(
      VillageListed event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    listedOn = envelope.occurredOn();
    stream = "village/" + event.village();
    listed = true;
    ruralPopulation = event.ruralPopulation();
    listing = id;
  }

  @EventSourcingHandler
  void on(VillageExited event) {
    listed = false;
  }
}
