package org.sunshineledger.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.FactTypes;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Rulings;

/** The smallest aggregate: something is counted, never past a hundred. */
@AggregateRoot
class Tally {

  static final int MOST = 100;

  /** One that knows nothing else. */
  static Ledger ledger(TestDatabase database) {
    return new Ledger(
        database.app(),
        Clock.systemUTC(),
        database.vault(),
        new SecureRandom(),
        FactTypes.of(TallyEvent.class),
        List.of(Tally.class),
        List.of());
  }

  sealed interface TallyEvent extends Event {
    @Override
    default Visibility visibility() {
      return Visibility.PUBLIC;
    }

    @FactType("tally.opened.v1")
    record Opened(String name) implements TallyEvent {}

    @FactType("tally.counted.v1")
    record Counted(int number, int total) implements TallyEvent {}
  }

  record Open(String name) implements Order {
    @Override
    public String stream() {
      return "tally/" + name;
    }
  }

  record Count(String name, int number) implements Order {
    @Override
    public String stream() {
      return "tally/" + name;
    }
  }

  /** Something happens after the tally was read and before anything is recorded. */
  record CountWhile(String name, int number, Runnable meanwhile) implements Order {
    @Override
    public String stream() {
      return "tally/" + name;
    }
  }

  /** Counts twice and then asks for too much, so that something must be taken back. */
  record CountTooMuch(String name) implements Order {
    @Override
    public String stream() {
      return "tally/" + name;
    }
  }

  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @AggregateIdentifier @Nullable String stream;
  private int total;

  Tally() {}

  @CommandHandler
  Tally(Open order, @MetaDataValue(Rulings.ACT) Act act) {
    Append.current().claim("tally-name", order.name(), order.stream());
    stream = order.stream();
    record(new TallyEvent.Opened(order.name()), act);
  }

  @CommandHandler
  void handle(Count order, @MetaDataValue(Rulings.ACT) Act act) {
    if (total + order.number() > MOST) throw new TooMuch();
    record(new TallyEvent.Counted(order.number(), total + order.number()), act);
  }

  @CommandHandler
  void handle(CountWhile order, @MetaDataValue(Rulings.ACT) Act act) {
    int before = total;
    order.meanwhile().run();
    if (before + order.number() > MOST) throw new TooMuch();
    record(new TallyEvent.Counted(order.number(), before + order.number()), act);
  }

  @CommandHandler
  void handle(CountTooMuch order, @MetaDataValue(Rulings.ACT) Act act) {
    Append.current().claim("tally-too-much", order.name(), order.stream());
    record(new TallyEvent.Counted(1, total + 1), act);
    record(new TallyEvent.Counted(1, total + 1), act);
    throw new TooMuch();
  }

  private static void record(TallyEvent event, Act act) {
    apply(event, MetaData.with(JournalStorageEngine.ENVELOPE, envelope(act)));
  }

  private static Envelope envelope(Act act) {
    return new Envelope(
        act.occurredOn(),
        act.actor(),
        act.signers(),
        "test-1",
        Place.NOWHERE,
        act.basis(),
        act.evidence(),
        act.mode(),
        act.origin(),
        List.of(),
        act.correlation(),
        act.causation());
  }

  @EventSourcingHandler
  void on(TallyEvent.Opened event) {
    stream = "tally/" + event.name();
  }

  @EventSourcingHandler
  void on(TallyEvent.Counted event) {
    total = event.total();
  }
}
