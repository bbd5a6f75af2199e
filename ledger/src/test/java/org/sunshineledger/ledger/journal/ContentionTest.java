package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Sayings.Saying.Said;

/**
 * Many callers want what only one can have: the next place in a stream, a claim, an idempotency
 * key. They are let go together, while nobody can append yet, so that all of them decide on the
 * same state.
 */
@DisplayName("Of many callers at once")
@Timeout(240)
class ContentionTest {

  private static final int CALLERS = 24;
  private static final int ROUNDS = 10;

  /** Where the callers call. */
  enum Nodes {
    ONE,
    TWO
  }

  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());
  private final Journal other = new Journal(database.app());

  @AfterEach
  void close() {
    other.close();
    journal.close();
    database.close();
  }

  /** What became of one call. */
  private record Outcome(Append append, Future<Receipt> answer) {

    boolean isDone() {
      return answer.state() == Future.State.SUCCESS;
    }

    Receipt receipt() {
      return answer.resultNow();
    }

    void refusedAs(Class<? extends AppendRefused> refusal) {
      assertThat(answer.exceptionNow()).isInstanceOf(refusal);
    }
  }

  /** All of them append, and find each other in the queue. */
  private List<Outcome> allAtOnce(Nodes nodes, IntFunction<Append> appends) throws Exception {
    CountDownLatch ready = new CountDownLatch(CALLERS);
    List<Outcome> outcomes = new ArrayList<>();
    try (Held turns = Held.turns(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      turns.take();
      for (int caller = 0; caller < CALLERS; caller++) {
        Append append = appends.apply(caller);
        Journal at = nodes == Nodes.ONE || caller % 2 == 0 ? journal : other;
        outcomes.add(
            new Outcome(
                append,
                threads.submit(() -> {
                  ready.countDown();
                  return at.append(append);
                })));
      }
      ready.await();
      turns.awaitWaiting(nodes == Nodes.ONE ? 1 : 2);
      turns.release();
    }
    return outcomes;
  }

  private static Append.NewFact fact(String stream, long sequence, int caller) {
    return Sayings.fact(
        stream, sequence, new Said("%s/%d/%d".formatted(stream, sequence, caller), 0, 1));
  }

  /** The facts that are there are exactly those of the ones who were told so. */
  private void onlyWhatWasAcknowledgedIsThere(List<Outcome> outcomes, long from) {
    for (Outcome outcome : outcomes)
      for (Append.NewFact fact : outcome.append().facts())
        assertThat(journal.byId(fact.id()).isPresent())
            .isEqualTo(outcome.isDone() && !outcome.receipt().repeated());
    long written =
        outcomes.stream()
            .filter(outcome -> outcome.isDone() && !outcome.receipt().repeated())
            .mapToLong(outcome -> outcome.append().facts().size())
            .sum();
    assertThat(journal.size()).isEqualTo(from + written);
    Laws.holdIn(journal);
  }

  private static Outcome winner(List<Outcome> outcomes) {
    List<Outcome> done = outcomes.stream().filter(Outcome::isDone).toList();
    assertThat(done).hasSize(1);
    return done.getFirst();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("who read a stream to write to it, one does")
  void oneWritesTheNextFact(Nodes nodes) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int sequence = round;
      List<Outcome> outcomes =
          allAtOnce(
              nodes,
              caller ->
                  new Append()
                      .fact(fact("test/%d-%d".formatted(caller, sequence), 0, caller))
                      .fact(fact("test/wanted", sequence, caller)));
      assertThat(outcomes).filteredOn(Outcome::isDone).hasSize(1);
      for (Outcome each : outcomes) if (!each.isDone()) each.refusedAs(Conflict.class);
      onlyWhatWasAcknowledgedIsThere(outcomes, 2L * round);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("who read a stream and leave it alone, all write")
  void readersDoNotConflict(Nodes nodes) throws Exception {
    journal.append(Sayings.one("test/read", 0));
    List<Outcome> outcomes =
        allAtOnce(
            nodes,
            caller -> new Append().guard("test/read", 0).fact(fact("test/" + caller, 0, caller)));
    assertThat(outcomes).allMatch(Outcome::isDone);
    onlyWhatWasAcknowledgedIsThere(outcomes, 1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("who claim the same person, one holds")
  void oneHoldsTheClaim(Nodes nodes) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int sequence = 2 * round;
      String village = "test/%d-".formatted(round);
      List<Outcome> outcomes =
          allAtOnce(
              nodes,
              caller ->
                  new Append()
                      .claim("person-on-register", "fingerprint", village + caller)
                      .fact(fact(village + caller, 0, caller)));
      Outcome winner = winner(outcomes);
      for (Outcome each : outcomes) if (!each.isDone()) each.refusedAs(ClaimTaken.class);
      onlyWhatWasAcknowledgedIsThere(outcomes, sequence);
      String holder = winner.append().facts().getFirst().stream();
      assertThat(other.holderOf("person-on-register", "fingerprint")).contains(holder);
      other.append(
          new Append()
              .release("person-on-register", "fingerprint", holder)
              .fact(fact(holder, 1, round)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("who carry the same key, one writes and all are told where")
  void oneWritesForAll(Nodes nodes) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int sequence = round;
      List<Outcome> outcomes =
          allAtOnce(nodes, caller -> keyed("key-" + sequence, "the body", sequence, caller));
      assertThat(outcomes).allMatch(Outcome::isDone);
      assertThat(outcomes).filteredOn(each -> !each.receipt().repeated()).hasSize(1);
      assertThat(outcomes)
          .allMatch(each -> each.receipt().first() == sequence && each.receipt().count() == 1);
      onlyWhatWasAcknowledgedIsThere(outcomes, sequence);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("who carry the same key for two things, one thing is done")
  void oneBodyTakesTheKey(Nodes nodes) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int sequence = round;
      // Callers of either body on either node.
      List<Outcome> outcomes =
          allAtOnce(
              nodes,
              caller -> keyed("key-" + sequence, "body " + caller / 2 % 2, sequence, caller));
      List<Outcome> done = outcomes.stream().filter(Outcome::isDone).toList();
      assertThat(done).hasSize(CALLERS / 2);
      assertThat(done).filteredOn(each -> !each.receipt().repeated()).hasSize(1);
      assertThat(done)
          .extracting(each -> requireNonNull(each.append().idempotency()).body())
          .containsOnly(requireNonNull(done.getFirst().append().idempotency()).body());
      for (Outcome each : outcomes) if (!each.isDone()) each.refusedAs(KeyReused.class);
      onlyWhatWasAcknowledgedIsThere(outcomes, sequence);
    }
  }

  private static Append keyed(String key, String body, long sequence, int caller) {
    return new Append()
        .once(key, Sha256.of(body.getBytes(UTF_8)))
        .fact(fact("test/wanted", sequence, caller));
  }
}
