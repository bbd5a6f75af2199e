package org.sunshineledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.ClaimTaken;
import org.sunshineledger.ledger.journal.Conflict;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.Journal.Used;
import org.sunshineledger.ledger.journal.JournalEventStore;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.ReadAhead;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rulings;
import org.sunshineledger.ledger.vault.Vault;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way in: each call is one unit of work and one append. It returns once the facts are durable.
 * Any thread may call; many may wait at once.
 */
public final class Orders implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Orders.class);

  /** How often and how long an order is decided anew while others get ahead of it. */
  private static final int ATTEMPTS = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CommandBus commands;
  private final Journal journal;
  private final JournalStorageEngine engine;
  private final JournalEventStore events;
  private final Vault vault;
  private final JsonMapper mapper = JsonMapper.shared();
  private final Turns turns = new Turns();
  private final Abreast abreast = new Abreast();
  private volatile Consumer<Class<? extends Order>> recorded = _ -> {};

  Orders(
      CommandBus commands,
      Journal journal,
      JournalStorageEngine engine,
      JournalEventStore events,
      Vault vault) {
    this.commands = commands;
    this.journal = journal;
    this.engine = engine;
    this.events = events;
    this.vault = vault;
  }

  /**
   * Tells this one, and no other any more, the type of each order that led to facts from now on,
   * once they are durable; on the caller's thread, so it must be quick. What it throws is logged.
   */
  public void tell(Consumer<Class<? extends Order>> watch) {
    recorded = watch;
  }

  /**
   * Decides one order and records what follows from it.
   *
   * @param key makes the order happen once: the same key with the same order gives the same receipt
   * @throws UnknownStream when it is addressed to a stream that does not exist
   * @throws org.sunshineledger.ledger.journal.AppendRefused when the journal does not take it:
   *     {@link Conflict} when others got ahead of it for ten seconds, a claim that is taken, a key
   *     used for another order
   * @throws JournalUnavailable when nothing can be recorded now
   */
  public Receipt submit(Order order, Act act, @Nullable String key) {
    return taken(order, act, key, Conditions.NONE).receipt();
  }

  /**
   * Several orders, each decided and recorded by itself, as if it were submitted alone: many at
   * once, those of one stream in their order. What they ask for is looked up together, and the
   * journal commits many of them together, so that they take a fraction of the time. They should be
   * some hundreds: what is looked up stands in memory.
   *
   * @return what became of each, in the same order
   * @throws JournalUnavailable when nothing can be looked up; some may be recorded when the caller
   *     is interrupted, and the same keys find out
   */
  public List<Answer> submitEach(List<Asked> orders) {
    Map<String, Used> used =
        journal.used(orders.stream().map(Asked::key).filter(Objects::nonNull).distinct().toList());
    ReadAhead ahead =
        events.readAhead(
            orders.stream()
                .filter(asked -> asked.key() == null || !used.containsKey(asked.key()))
                .map(asked -> asked.order().stream())
                .toList());
    return abreast.each(orders, asked -> answer(asked, used, ahead));
  }

  private Answer answer(Asked asked, Map<String, Used> used, ReadAhead ahead) {
    try {
      Once once = once(asked.key(), () -> bodyOf(asked.order(), asked.act()));
      Used before = once == null ? null : used.get(once.key());
      if (once != null && before != null) return new Answer.Recorded(before.by(once.body()));
      return new Answer.Recorded(
          attempt(
                  once,
                  ahead,
                  asked.order().stream(),
                  Conditions.NONE,
                  batch -> batch.submit(asked.order(), asked.act()))
              .receipt());
    } catch (RuntimeException why) {
      return new Answer.NotRecorded(why);
    }
  }

  /**
   * What became of an order.
   *
   * @param version sequence of the last fact of its stream after it; of a repeated order that of
   *     then
   */
  public record Given(Receipt receipt, long version) {}

  /**
   * The same under conditions, and with the version to which it has brought its stream.
   *
   * @throws StreamMovedOn when it is at none of the versions that were seen
   * @throws AssumedInVain when what was assumed does not hold any more; whoever assumed it looks
   *     again
   */
  public Given give(Order order, Act act, @Nullable String key, Conditions conditions) {
    Taken taken = taken(order, act, key, conditions);
    return new Given(
        taken.receipt(),
        taken
            .version()
            .orElseGet(
                () -> journal.lastSequence(order.stream(), taken.receipt().last()).orElseThrow()));
  }

  /**
   * Decides an order as {@link #submit} would, and records nothing: a refusal or a consent that
   * rests on what another node has changed meanwhile is decided anew here too. What it answers may
   * be another moment's answer when the order is given.
   *
   * @throws Refused when it would be refused, by a rule or because somebody holds what it claims
   * @throws UnknownStream when it is addressed to a stream that does not exist
   */
  public void tryOut(Order order, Act act) {
    for (int attempt = 1; ; attempt++) {
      Append append = Append.onTrial(ReadAhead.NOTHING);
      try {
        decide(append, order, act);
        ClaimTaken taken = journal.takenIn(List.of(append)).get(append);
        if (taken != null) throw taken;
        if (attempt == ATTEMPTS || !restsOnThePast(append)) return;
      } catch (RuntimeException refused) {
        if (attempt == ATTEMPTS || !restsOnThePast(append)) throw published(refused);
      }
    }
  }

  private void decide(Append append, Order order, Act act) {
    UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(null);
    try {
      append.becomeCurrent();
      engine.flushOnCommit(root);
      List<UUID> _ = dispatch(order, act);
      append.concludeTrial();
    } finally {
      if (root.isActive()) root.rollback();
    }
  }

  /**
   * Tries several orders out, each on what is recorded now: none sees what another would lead to.
   * What they ask for is looked up together.
   *
   * @return for each, in the same order, what {@link #tryOut} would have thrown; empty for one that
   *     would be recorded
   */
  public List<Optional<RuntimeException>> tryOutEach(List<Asked> orders) {
    ReadAhead ahead =
        events.readAhead(orders.stream().map(asked -> asked.order().stream()).toList());
    List<Trial> trials = abreast.each(orders, asked -> trial(asked, ahead));
    Map<Append, ClaimTaken> taken =
        journal.takenIn(
            trials.stream().filter(trial -> trial.refused().isEmpty()).map(Trial::append).toList());
    Set<Append> moved =
        journal.movedSince(
            trials.stream().map(Trial::append).filter(Append::restsOnMemory).toList());
    return trials.stream()
        .map(trial ->
            moved.contains(trial.append())
                ? refusal(trial.asked())
                : trial
                    .refused()
                    .or(() -> Optional.ofNullable(taken.get(trial.append())))
                    .map(Orders::published))
        .toList();
  }

  /** How an order was decided by itself, before others are asked for what it claims. */
  private record Trial(Asked asked, Append append, Optional<RuntimeException> refused) {}

  private Trial trial(Asked asked, ReadAhead ahead) {
    Append append = Append.onTrial(ahead);
    try {
      decide(append, asked.order(), asked.act());
      return new Trial(asked, append, Optional.empty());
    } catch (RuntimeException refused) {
      return new Trial(asked, append, Optional.of(refused));
    }
  }

  private Optional<RuntimeException> refusal(Asked asked) {
    try {
      tryOut(asked.order(), asked.act());
      return Optional.empty();
    } catch (RuntimeException refused) {
      return Optional.of(refused);
    }
  }

  /**
   * Decides several orders and records what follows from them in one append, or nothing. After a
   * conflict the work runs again, so it must not do anything but submit.
   *
   * @param key as for one order; null for none. What the work does is not compared.
   */
  public Receipt together(@Nullable String key, Consumer<Batch> work) {
    return together(key, new byte[0], work);
  }

  /**
   * The same, for a request whose body is known: another body under the same key is refused.
   *
   * @param body kept only as a keyed digest
   */
  public Receipt together(@Nullable String key, byte[] body, Consumer<Batch> work) {
    return asked(once(key, () -> body), null, Conditions.NONE, work).receipt();
  }

  /**
   * The receipt of a request that was carried out before; empty when the key is new.
   *
   * @throws org.sunshineledger.ledger.journal.KeyReused when it was used for another body
   */
  public Optional<Receipt> receiptOf(String key, byte[] body) {
    return earlier(new Once(key, vault.digestOf(body)));
  }

  private interface Body {
    byte[] bytes();
  }

  /**
   * What was written now or before.
   *
   * @param version of the order's stream, where this process has just written it
   */
  private record Taken(Receipt receipt, OptionalLong version) {

    static Taken before(Receipt receipt) {
      return new Taken(receipt, OptionalLong.empty());
    }
  }

  private Taken taken(Order order, Act act, @Nullable String key, Conditions conditions) {
    return asked(
        once(key, () -> bodyOf(order, act)),
        order.stream(),
        conditions,
        batch -> batch.submit(order, act));
  }

  private @Nullable Once once(@Nullable String key, Body body) {
    return key == null ? null : new Once(key, vault.digestOf(body.bytes()));
  }

  private Taken asked(
      @Nullable Once once, @Nullable String stream, Conditions conditions, Consumer<Batch> work) {
    return earlier(once)
        .map(Taken::before)
        .orElseGet(() -> attempt(once, ReadAhead.NOTHING, stream, conditions, work));
  }

  /** Of a request that is not known to have been carried out before. */
  private Taken attempt(
      @Nullable Once once,
      ReadAhead ahead,
      @Nullable String stream,
      Conditions conditions,
      Consumer<Batch> work) {
    Optional<Receipt> earlier;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Turns.Turn turn = turns.none()) {
      if (stream != null) turn.takeIfBusy(stream, left(deadline));
      for (int attempt = 1; ; attempt++) {
        Append append = attempt == 1 ? Append.after(ahead) : new Append();
        try {
          Receipt receipt = run(append, once, conditions, work);
          return stream == null || receipt.repeated()
              ? Taken.before(receipt)
              : new Taken(receipt, append.lastOf(stream));
        } catch (Conflict conflict) {
          // Another node may have carried out the very same request in the meantime.
          earlier = earlier(once);
          if (earlier.isPresent()) return Taken.before(earlier.get());
          conditions.lookWhetherInVain(conflict);
          if (attempt == ATTEMPTS || !turn.take(conflict.stream(), left(deadline))) throw conflict;
        } catch (JournalUnavailable unknown) {
          // It may be written; only its key tells, and without one it is not given again.
          earlier = earlier(once);
          if (earlier.isPresent()) return Taken.before(earlier.get());
          throw unknown;
        } catch (RuntimeException refused) {
          earlier = earlier(once);
          if (earlier.isPresent()) return Taken.before(earlier.get());
          if (attempt == ATTEMPTS || !restsOnThePast(append)) {
            // What is refused on another version than was seen is to be looked at again first.
            if (!(refused instanceof UnknownStream)) conditions.requireOfWhatWasRead(append);
            throw published(refused);
          }
        }
      }
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * A decision may rest on what another node has changed since it was remembered here. What was
   * remembered is forgotten by now, so the next attempt reads it.
   */
  private boolean restsOnThePast(Append append) {
    return append.restsOnMemory() && !journal.movedSince(List.of(append)).isEmpty();
  }

  /** What is held already is refused by the rule that says so. */
  private static RuntimeException published(RuntimeException refused) {
    return refused instanceof ClaimTaken taken
        ? Claims.ruleBehind(taken.kind())
            .<RuntimeException>map(rule -> new Refused(rule, ""))
            .orElse(taken)
        : refused;
  }

  private record Once(String key, Sha256 body) {}

  private Optional<Receipt> earlier(@Nullable Once once) {
    return once == null ? Optional.empty() : journal.receiptOf(once.key(), once.body());
  }

  private Receipt run(
      Append append, @Nullable Once once, Conditions conditions, Consumer<Batch> work) {
    UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(null);
    List<Class<? extends Order>> given = new ArrayList<>(1);
    Receipt receipt;
    try {
      append.becomeCurrent();
      if (once != null) append.once(once.key(), once.body());
      engine.flushOnCommit(root);
      work.accept((order, act) -> {
        given.add(order.getClass());
        return dispatch(order, act);
      });
      conditions.require(append);
      root.commit();
      receipt = append.receipt().orElseThrow();
    } catch (RuntimeException | Error e) {
      if (root.isActive()) root.rollback(e);
      throw e;
    }
    if (!receipt.repeated() && receipt.count() > 0) given.forEach(this::told);
    return receipt;
  }

  /** What is written stays written: an order that somebody fails to hear of is not given again. */
  private void told(Class<? extends Order> type) {
    try {
      recorded.accept(type);
    } catch (RuntimeException e) {
      log.warn("A watch over orders failed", e);
    }
  }

  private List<UUID> dispatch(Order order, Act act) {
    Amounts.require(order);
    int before = events.stagedCount();
    CommandMessage<Order> message = new GenericCommandMessage<>(order, Map.of(Rulings.ACT, act));
    Outcome outcome = new Outcome();
    commands.dispatch(message, (_, result) -> outcome.is(result));
    outcome.orThrow();
    return events.stagedIds(before);
  }

  /** What the handler said; the bus answers on the caller's thread. */
  private static final class Outcome {

    private boolean isThere;
    private @Nullable Throwable failure;

    void is(CommandResultMessage<?> result) {
      isThere = true;
      failure = result.isExceptional() ? result.exceptionResult() : null;
    }

    void orThrow() {
      if (!isThere) throw new IllegalStateException("no handler answered");
      switch (failure) {
        case null -> {}
        case AggregateNotFoundException unknown ->
            throw new UnknownStream(String.valueOf(unknown.getAggregateIdentifier()));
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException("the order failed", e);
      }
    }
  }

  private byte[] bodyOf(Order order, Act act) {
    // Correlation and causation are made anew by whoever asks again.
    String body =
        order.getClass().getSimpleName()
            + mapper.writeValueAsString(order)
            + mapper.writeValueAsString(
                List.of(
                    act.occurredOn(),
                    act.actor(),
                    act.signers(),
                    String.valueOf(act.basis()),
                    act.evidence(),
                    act.mode(),
                    act.origin()));
    // What was asked before there were special approvals is still the same order.
    return (act.approvals().isEmpty() ? body : body + mapper.writeValueAsString(act.approvals()))
        .getBytes(UTF_8);
  }

  /** Brings to its end what was begun of several orders. */
  @Override
  public void close() {
    abreast.close();
  }
}
