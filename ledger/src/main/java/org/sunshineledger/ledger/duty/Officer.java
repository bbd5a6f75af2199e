package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryPosted;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryRecalled;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PledgeSigned;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.duty.OfficerEvent.VisitRecorded;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecallFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.SignPledge;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.Tenures.Held;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.TeamStrength;

/**
 * One officer through every post and pairing; nothing is ever dropped, so neither is the answer.
 */
public class Officer {

  private record Seat(Post post, RegionCode region) {}

  private record Bond(PairingScope scope, String target) {}

  @AggregateIdentifier private @Nullable String stream;
  private String name = "";
  private final Tenures<Seat> posts = new Tenures<>();
  private final Tenures<Bond> bonds = new Tenures<>();
  private final Tenures<RegionCode> villages = new Tenures<>();

  /** Of whom nothing is known yet. */
  public Officer() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RegisterOfficer order, Ruling ruling) {
    ruling.at(ruling.act().actor().region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.record(new OfficerRegistered(order.officer(), order.name()));
  }

  @CommandHandler
  void handle(TakePost order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(
        posts.isFree(new Seat(order.post(), order.region()), ruling.day()), Rule.POST_ALREADY_HELD);
    ruling.record(
        new PostTaken(order.officer(), name, order.post(), order.office(), order.region()));
  }

  @CommandHandler
  void handle(LeavePost order, Ruling ruling) {
    ruling.at(order.region());
    Optional<Held<Seat>> seat = posts.lasting(new Seat(order.post(), order.region()), ruling.day());
    ruling.require(seat.isPresent(), Rule.POST_NOT_HELD);
    if (order.post() == Post.WORK_TEAM_MEMBER)
      requireServed(seat.map(Held::term), order.reason(), ruling);
    ruling.record(
        new PostLeft(
            order.officer(),
            order.post(),
            seat.map(Held::office).orElse(""),
            order.region(),
            order.reason()));
  }

  @CommandHandler
  void handle(SignPledge order, Ruling ruling) {
    LocalDate from = ruling.day();
    ruling.at(order.region());
    ruling.require(
        posts.isHeld(new Seat(order.fromPost(), order.region()), from), Rule.POST_NOT_HELD);
    ruling.record(
        new PledgeSigned(
            order.officer(),
            order.fromPost(),
            order.toPost(),
            order.region(),
            from,
            order.until(),
            order.exitTargetPersons()));
  }

  @CommandHandler
  void handle(Pair order, Ruling ruling, Homes homes) {
    ruling.at(placeOf(order.scope(), order.target(), homes));
    ruling.require(
        bonds.isFree(new Bond(order.scope(), order.target()), ruling.day()), Rule.ALREADY_PAIRED);
    ruling.record(
        new Paired(order.officer(), name, officeOn(ruling.day()), order.scope(), order.target()));
  }

  @CommandHandler
  void handle(EndPairing order, Ruling ruling, Homes homes) {
    ruling.at(placeOf(order.scope(), order.target(), homes));
    ruling.require(
        bonds.lasting(new Bond(order.scope(), order.target()), ruling.day()).isPresent(),
        Rule.NOT_PAIRED);
    ruling.record(new PairingEnded(order.officer(), order.scope(), order.target(), order.reason()));
  }

  /** Who came need not be who is paired: a visit is what happened, not a duty. */
  @CommandHandler
  void handle(RecordVisit order, Ruling ruling, Homes homes) {
    ruling.at(homes.villageOf(order.household().stream()));
    ruling.record(
        new VisitRecorded(
            order.officer(), name, officeOn(ruling.day()), order.household(), order.purpose()));
  }

  @CommandHandler
  void handle(PostFirstSecretary order, Ruling ruling) {
    ruling.at(order.village());
    ruling.require(villages.isFree(ruling.day()), Rule.POST_ALREADY_HELD);
    ruling.record(
        new FirstSecretaryPosted(order.officer(), name, order.sendingOffice(), order.village()));
  }

  @CommandHandler
  void handle(RecallFirstSecretary order, Ruling ruling) {
    ruling.at(order.village());
    Optional<Held<RegionCode>> held = villages.lasting(order.village(), ruling.day());
    ruling.require(held.isPresent(), Rule.POST_NOT_HELD);
    requireServed(held.map(Held::term), order.reason(), ruling);
    ruling.record(new FirstSecretaryRecalled(order.officer(), order.village(), order.reason()));
  }

  /** Whoever proved unfit is called back at any time; a move of the village ends it too. */
  private static void requireServed(Optional<Term> term, EndReason reason, Ruling ruling) {
    boolean isExcused =
        reason == EndReason.RECALLED
            || reason == EndReason.RETIRED
            || reason == EndReason.REGION_MOVED;
    ruling.require(
        isExcused
            || term.isEmpty()
            || ruling.meets(
                Rule.TEAM_TERM_TOO_SHORT,
                TeamStrength.class,
                strength -> strength.isServed(term.get().from(), ruling.day())),
        Rule.TEAM_TERM_TOO_SHORT);
  }

  private static RegionCode placeOf(PairingScope scope, String target, Homes homes) {
    return scope == PairingScope.HOUSEHOLD
        ? homes.villageOf(target)
        : new RegionCode(target.substring(target.indexOf('/') + 1));
  }

  /** Whether the officer was paired with the target on the day. */
  public boolean isPaired(PairingScope scope, String target, LocalDate day) {
    return bonds.isHeld(new Bond(scope, target), day);
  }

  /** The office of the post taken last of those held on the day; empty for an officer without. */
  private String officeOn(LocalDate day) {
    return posts.latest(day).map(Held::office).orElse("");
  }

  @EventSourcingHandler
  public void on(OfficerEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case OfficerRegistered it -> {
        stream = it.officer().stream();
        name = it.name();
      }
      case PostTaken it -> posts.begin(new Seat(it.post(), it.region()), it.office(), day);
      case PostLeft it -> posts.end(new Seat(it.post(), it.region()), day);
      case PledgeSigned _ -> {}
      case Paired it -> bonds.begin(new Bond(it.scope(), it.target()), "", day);
      case PairingEnded it -> bonds.end(new Bond(it.scope(), it.target()), day);
      case VisitRecorded _ -> {}
      case FirstSecretaryPosted it -> villages.begin(it.village(), "", day);
      case FirstSecretaryRecalled it -> villages.end(it.village(), day);
    }
  }
}
