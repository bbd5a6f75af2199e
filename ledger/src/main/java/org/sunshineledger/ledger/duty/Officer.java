package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
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
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecallFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.SignPledge;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** One officer through every post and pairing; nothing is ever dropped, so neither is the answer. */
public class Officer {

  private record Seat(Post post, RegionCode region) {}

  private record Bond(PairingScope scope, String target) {}

  @AggregateIdentifier private @Nullable String stream;
  private String name = "";

  /** The office of the post taken last, which a pairing names. */
  private String office = "";

  private final Map<Seat, String> posts = new HashMap<>();
  private final Set<Bond> bonds = new HashSet<>();
  private @Nullable RegionCode village;

  Officer() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RegisterOfficer order, Ruling ruling) {
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.at(ruling.act().actor().region());
    ruling.record(new OfficerRegistered(order.officer(), order.name()));
  }

  @CommandHandler
  void handle(TakePost order, Ruling ruling) {
    ruling.require(
        !posts.containsKey(new Seat(order.post(), order.region())), Rule.POST_ALREADY_HELD);
    ruling.at(order.region());
    ruling.record(
        new PostTaken(order.officer(), name, order.post(), order.office(), order.region()));
  }

  @CommandHandler
  void handle(LeavePost order, Ruling ruling) {
    String held = posts.get(new Seat(order.post(), order.region()));
    ruling.require(held != null, Rule.POST_NOT_HELD);
    ruling.at(order.region());
    ruling.record(
        new PostLeft(
            order.officer(),
            order.post(),
            held == null ? "" : held,
            order.region(),
            order.reason()));
  }

  @CommandHandler
  void handle(SignPledge order, Ruling ruling) {
    ruling.require(
        posts.containsKey(new Seat(order.fromPost(), order.region())), Rule.POST_NOT_HELD);
    ruling.at(order.region());
    LocalDate from = ruling.day();
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
    ruling.require(
        !bonds.contains(new Bond(order.scope(), order.target())), Rule.ALREADY_PAIRED);
    ruling.at(placeOf(order.scope(), order.target(), homes));
    ruling.record(new Paired(order.officer(), name, office, order.scope(), order.target()));
  }

  @CommandHandler
  void handle(EndPairing order, Ruling ruling, Homes homes) {
    ruling.require(bonds.contains(new Bond(order.scope(), order.target())), Rule.NOT_PAIRED);
    ruling.at(placeOf(order.scope(), order.target(), homes));
    ruling.record(
        new PairingEnded(order.officer(), order.scope(), order.target(), order.reason()));
  }

  @CommandHandler
  void handle(PostFirstSecretary order, Ruling ruling) {
    ruling.require(village == null, Rule.POST_ALREADY_HELD);
    ruling.at(order.village());
    ruling.record(
        new FirstSecretaryPosted(
            order.officer(), name, order.sendingOffice(), order.village()));
  }

  @CommandHandler
  void handle(RecallFirstSecretary order, Ruling ruling) {
    ruling.require(order.village().equals(village), Rule.POST_NOT_HELD);
    ruling.at(order.village());
    ruling.record(new FirstSecretaryRecalled(order.officer(), order.village(), order.reason()));
  }

  private static RegionCode placeOf(PairingScope scope, String target, Homes homes) {
    return scope == PairingScope.HOUSEHOLD
        ? homes.villageOf(target)
        : new RegionCode(target.substring(target.indexOf('/') + 1));
  }

  public boolean isPaired(PairingScope scope, String target) {
    return bonds.contains(new Bond(scope, target));
  }

  @EventSourcingHandler
  void on(OfficerRegistered event) {
    stream = event.officer().stream();
    name = event.name();
  }

  @EventSourcingHandler
  void on(PostTaken event) {
    posts.put(new Seat(event.post(), event.region()), event.office());
    office = event.office();
  }

  @EventSourcingHandler
  void on(PostLeft event) {
    posts.remove(new Seat(event.post(), event.region()));
  }

  @EventSourcingHandler
  void on(Paired event) {
    bonds.add(new Bond(event.scope(), event.target()));
  }

  @EventSourcingHandler
  void on(PairingEnded event) {
    bonds.remove(new Bond(event.scope(), event.target()));
  }

  @EventSourcingHandler
  void on(FirstSecretaryPosted event) {
    village = event.village();
  }

  @EventSourcingHandler
  void on(FirstSecretaryRecalled event) {
    village = null;
  }
}
