package org.sunshineledger.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.PlainFacts;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Rulings;

/**
 * The aggregate that runs on every store: as simple as can be, with facts as long as a household's.
 */
@AggregateRoot
class Folder {

  sealed interface FolderEvent extends Event {
    @Override
    default Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  @FactType("folder.opened.v1")
  record Opened(String name) implements FolderEvent {}

  @FactType("folder.noted.v1")
  record Noted(String name, int number, long total, List<String> references)
      implements FolderEvent {}

  record Open(String name) implements Order {
    @Override
    public String stream() {
      return "folder/" + name;
    }
  }

  record Note(String name, List<String> references) implements Order {
    @Override
    public String stream() {
      return "folder/" + name;
    }
  }

  /** As much as the commitments of a household's member take. */
  static final List<String> REFERENCES =
      List.of(
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
          "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13");

  static final Place PLACE =
      new Place(
          new RegionCode("410184103201"),
          new RegionCode("410184103"),
          new RegionCode("410184"),
          new RegionCode("410100"));

  private static final Actor CLERK =
      new Actor(new OfficerId("OF-0001"), Post.CLERK, "龙湖镇扶贫办", new RegionCode("410184103"));

  @AggregateIdentifier @Nullable String stream;
  private int notes;
  private long total;

  Folder() {}

  static Act act() {
    return new Act(
        LocalDate.of(2016, 10, 17),
        CLERK,
        List.of(),
        null,
        List.of(),
        Mode.LIVE,
        Origin.ENTERED,
        UUID.randomUUID(),
        null);
  }

  @CommandHandler
  Folder(Open order, @MetaDataValue(Rulings.ACT) Act act) {
    stream = order.stream();
    record(new Opened(order.name()), act);
  }

  @CommandHandler
  void handle(Note order, @MetaDataValue(Rulings.ACT) Act act) {
    record(new Noted(order.name(), notes + 1, total + notes, order.references()), act);
  }

  private static void record(FolderEvent event, Act act) {
    apply(event, MetaData.with("envelope", envelope(act)));
  }

  static Envelope envelope(Act act) {
    return new Envelope(
        act.occurredOn(),
        act.actor(),
        act.signers(),
        "zhengzhou-2014.1",
        PLACE,
        act.basis(),
        act.evidence(),
        act.mode(),
        act.origin(),
        List.of(),
        act.correlation(),
        act.causation());
  }

  /** The same facts without an order. */
  static final class Facts implements PlainFacts.Said {
    @Override
    public Event event(String stream, int sequence) {
      String name = stream.substring("folder/".length());
      return sequence == 0
          ? new Opened(name)
          : new Noted(name, sequence, (long) sequence * (sequence - 1) / 2, REFERENCES);
    }

    @Override
    public Envelope envelope() {
      return Folder.envelope(act());
    }
  }

  @EventSourcingHandler
  void on(Opened event) {
    stream = "folder/" + event.name();
  }

  @EventSourcingHandler
  void on(Noted event) {
    notes = event.number();
    total = event.total();
  }
}
