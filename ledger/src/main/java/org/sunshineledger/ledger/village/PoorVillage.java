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
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.rules.DecidingLevels.Decision;
import org.sunshineledger.ledger.rules.Incidence;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.village.PoorPersons.Count;
import org.sunshineledger.ledger.village.VillageEvent.RuleOverridden;
import org.sunshineledger.ledger.village.VillageEvent.VillageExitProposed;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageIndicatorsSurveyed;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.ledger.village.VillageEvent.VillageRelapsed;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;
import org.sunshineledger.ledger.village.VillageOrder.ProposeVillageExit;
import org.sunshineledger.ledger.village.VillageOrder.RecordVillageRelapse;
import org.sunshineledger.ledger.village.VillageOrder.SurveyVillage;

/**
 * A poor village from its listing to its exit, and back (厅字〔2016〕16号; domain.md EX-6): indicators,
 * proposal, notice in the township, exit.
 */
public class PoorVillage {

  @AggregateIdentifier @Nullable String stream;
  private boolean listed;
  private int ruralPopulation;
  private PoorVillageLevel level = PoorVillageLevel.CITY;
  private LocalDate surveyedOn = LocalDate.MAX;
  private LocalDate exitedOn = LocalDate.MAX;

  /** The fact that proposed the exit, which its notice must be about; empty while there is none. */
  private String proposal = "";

  private LocalDate proposedOn = LocalDate.MAX;
  private @Nullable OfficerId proposedBy;

  /** Of whom nothing is known yet. */
  public PoorVillage() {}

  private void decide(VillageEvent fact, Ruling ruling, Notices notices) {
    judge(fact, ruling, notices);
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ListVillage order, Ruling ruling, Notices notices) {
    ruling.at(order.village());
    decide(
        new VillageListed(order.village(), order.level(), order.ruralPopulation()),
        ruling,
        notices);
  }

  @CommandHandler
  void handle(SurveyVillage order, Ruling ruling, Notices notices) {
    ruling.at(order.village());
    decide(
        new VillageIndicatorsSurveyed(order.village(), order.year(), order.indicators()),
        ruling,
        notices);
  }

  @CommandHandler
  void handle(ProposeVillageExit order, Ruling ruling, Notices notices, PoorPersons poor) {
    ruling.at(order.village());
    Count count = poor.onRegister(order.village(), ruling.day());
    decide(
        new VillageExitProposed(order.village(), count.persons(), ruralPopulation, count.facts()),
        ruling,
        notices);
  }

  @CommandHandler
  void handle(ExitVillage order, Ruling ruling, Notices notices, PoorPersons poor) {
    ruling.at(order.village());
    Count count = poor.onRegister(order.village(), ruling.day());
    decide(
        new VillageExited(
            order.village(), count.persons(), ruralPopulation, order.notice(), count.facts()),
        ruling,
        notices);
  }

  @CommandHandler
  void handle(RecordVillageRelapse order, Ruling ruling, Notices notices) {
    ruling.at(order.village());
    decide(
        new VillageRelapsed(order.village(), order.reason(), level, ruralPopulation),
        ruling,
        notices);
  }

  /** What must hold of a fact before it is recorded; asked again when a history is judged anew. */
  public void judge(VillageEvent fact, Ruling ruling, Notices notices) {
    switch (fact) {
      case VillageListed it -> {
        ruling.require(!listed, Rule.ALREADY_EXISTS, "village/" + it.village());
        ruling.require(it.ruralPopulation() > 0, Rule.AMOUNT_NOT_POSITIVE);
      }
      case VillageIndicatorsSurveyed _ -> ruling.require(listed, Rule.VILLAGE_NOT_LISTED);
      case VillageExitProposed it -> {
        requireFewPoor(it.poorPersons(), it.ruralPopulation(), ruling);
        ruling.require(!surveyedOn.isAfter(ruling.day()), Rule.VILLAGE_NOT_SURVEYED);
      }
      case VillageExited it -> {
        requireFewPoor(it.poorPersons(), it.ruralPopulation(), ruling);
        ruling.require(!proposedOn.isAfter(ruling.day()), Rule.VILLAGE_EXIT_NOT_PROPOSED);
        ruling.requireLevel(Decision.VILLAGE_EXIT);
        ruling.require(!ruling.act().actor().officer().equals(proposedBy), Rule.RECORDER_REVIEWS);
        ruling.require(
            notices.closedClean(it.notice(), NoticeKind.VILLAGE_EXIT, proposal, proposedOn, ruling),
            Rule.EXIT_NOTICE_NOT_CLEAN);
      }
      case VillageRelapsed _ ->
          ruling.require(!listed && !exitedOn.isAfter(ruling.day()), Rule.VILLAGE_NOT_EXITED);
      case RuleOverridden _ -> {}
    }
  }

  private void requireFewPoor(int poor, int people, Ruling ruling) {
    ruling.require(listed, Rule.VILLAGE_NOT_LISTED);
    ruling.require(poor <= people, Rule.MORE_POOR_THAN_PEOPLE);
    ruling.require(
        ruling.meets(
            Rule.INCIDENCE_ABOVE_TWO_PERCENT,
            Incidence.class,
            incidence -> incidence.isLowEnough(poor, people)),
        Rule.INCIDENCE_ABOVE_TWO_PERCENT);
  }

  /**
   * @param id of the fact
   */
  @EventSourcingHandler
  public void on(
      VillageEvent fact,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case VillageListed it -> {
        stream = "village/" + it.village();
        listed = true;
        ruralPopulation = it.ruralPopulation();
        level = it.level();
        beginAnew();
      }
      case VillageIndicatorsSurveyed _ -> surveyedOn = day;
      case VillageExitProposed _ -> {
        proposal = id;
        proposedBy = envelope.actor().officer();
        proposedOn = day;
      }
      case VillageExited _ -> {
        listed = false;
        exitedOn = day;
      }
      case VillageRelapsed _ -> {
        listed = true;
        beginAnew();
      }
      case RuleOverridden _ -> {}
    }
  }

  /** What led to an earlier exit leads to no other. */
  private void beginAnew() {
    proposal = "";
    proposedBy = null;
    proposedOn = LocalDate.MAX;
    surveyedOn = LocalDate.MAX;
  }
}
