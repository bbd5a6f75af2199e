package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.journal.Append.ClaimStep;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Sayings.Saying.Said;

/**
 * Callers of two nodes append at random, with guards that may be out of date, and take and give
 * back the same few claims. Afterwards history is replayed from its first position.
 */
@DisplayName("However histories come about")
@Timeout(240)
class HistoriesTest {

  private static final int CALLERS = 8;
  private static final int STEPS = 80;
  private static final int STREAMS = 6;
  private static final int CLAIMS = 4;
  private static final String KIND = "test";

  private final long seed = System.nanoTime();
  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());
  private final Journal other = new Journal(database.app());

  private record Done(Append append, Receipt receipt) {}

  private final Collection<Done> done = new ConcurrentLinkedQueue<>();
  private final Map<Class<?>, AtomicInteger> refused = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    other.close();
    journal.close();
    database.close();
  }

  @RepeatedTest(3)
  @DisplayName("guards held when they were checked, and nothing had two holders")
  void theLawsHold() throws Exception {
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller(i % 2 == 0 ? journal : other, "test/holder-" + i, seed + i);
        callers.add(threads.submit(caller));
      }
    }
    for (Future<?> caller : callers) caller.get();

    List<StoredFact> facts = Laws.holdIn(journal).facts();
    assertThat(facts.size())
        .as("seed %d", seed)
        .isEqualTo(done.stream().mapToInt(each -> each.append().facts().size()).sum());
    guardsHeld(facts);
    List<Turn> turns = turns();
    nothingHadTwoHolders(turns, facts);
    claimsAreWhatWasAcknowledged(turns);
    assertThat(refused.keySet())
        .as("seed %d: a history in which callers meet", seed)
        .containsExactlyInAnyOrder(Conflict.class, ClaimTaken.class);
  }

  private final class Caller implements Runnable {

    private final Journal at;
    private final String holder;
    private final Random random;
    private final Map<String, Long> last = new HashMap<>();
    private int step;

    Caller(Journal at, String holder, long seed) {
      this.at = at;
      this.holder = holder;
      this.random = new Random(seed);
    }

    @Override
    public void run() {
      for (step = 0; step < STEPS; step++) {
        Append append = append();
        try {
          done.add(new Done(append, at.append(append)));
          for (NewFact fact : append.facts()) last.put(fact.stream(), fact.sequence());
        } catch (Conflict | ClaimTaken no) {
          refused.computeIfAbsent(no.getClass(), _ -> new AtomicInteger()).incrementAndGet();
          if (no instanceof Conflict conflict) read(conflict.stream());
        }
      }
    }

    /** One or two facts, perhaps a stream that was only read, perhaps steps of claims. */
    private Append append() {
      Append append = new Append();
      String title = "%s/%d".formatted(holder, step);
      int parts = 1 + random.nextInt(2);
      String stream = anyStream();
      for (int part = 0; part < parts; part++)
        append.fact(Sayings.fact(stream, lastOf(stream) + 1 + part, new Said(title, part, parts)));
      if (random.nextInt(3) == 0) {
        String read = anyStream();
        append.guard(read, lastOf(read));
      }
      if (random.nextInt(2) == 0) append.release(KIND, anyClaim(), holder);
      if (random.nextInt(2) == 0) append.claim(KIND, anyClaim(), holder);
      return append;
    }

    private long lastOf(String stream) {
      if (!last.containsKey(stream)) read(stream);
      return last.getOrDefault(stream, -1L);
    }

    private void read(String stream) {
      List<StoredFact> facts = at.stream(stream);
      last.put(stream, facts.isEmpty() ? -1 : facts.getLast().sequence());
    }

    private String anyStream() {
      return "test/" + random.nextInt(STREAMS);
    }

    private String anyClaim() {
      return "claim-" + random.nextInt(CLAIMS);
    }
  }

  /** Every stream an append rested on stood where it was believed to, just before the append. */
  private void guardsHeld(List<StoredFact> facts) {
    Map<Long, Append> byPosition = new HashMap<>();
    for (Done each : done) byPosition.put(each.receipt().first(), each.append());
    Map<String, Long> last = new HashMap<>();
    for (StoredFact fact : facts) {
      Append append = byPosition.get(fact.position());
      if (append != null)
        append
            .guards()
            .forEach((stream, expected) ->
                assertThat(last.getOrDefault(stream, -1L))
                    .as("seed %d, position %d: %s", seed, fact.position(), stream)
                    .isEqualTo(expected));
      last.put(fact.stream(), fact.sequence());
    }
  }

  private record Turn(String key, int turn, String holder, boolean held, long position) {}

  private List<Turn> turns() throws SQLException {
    List<Turn> turns = new ArrayList<>();
    try (Connection connection = database.reader().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select key, turn, holder, held, position from journal.claim
                order by position, key, turn
                """)) {
      while (row.next())
        turns.add(
            new Turn(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getBoolean(4),
                row.getLong(5)));
    }
    return turns;
  }

  private void nothingHadTwoHolders(List<Turn> turns, List<StoredFact> facts) {
    Map<String, Turn> before = new HashMap<>();
    for (Turn turn : turns) {
      String what = "seed %d: %s".formatted(seed, turn);
      Turn last = before.put(turn.key(), turn);
      assertThat(turn.turn()).as(what).isEqualTo(last == null ? 0 : last.turn() + 1);
      if (turn.held()) {
        assertThat(last == null || !last.held()).as(what).isTrue();
      } else {
        assertThat(last).as(what).isNotNull();
        assertThat(last != null && last.held() && last.holder().equals(turn.holder()))
            .as(what)
            .isTrue();
      }
      assertThat(Sayings.said(facts.get((int) turn.position())).append())
          .as(what)
          .startsWith(turn.holder() + "/");
    }
    before.forEach((key, last) ->
        assertThat(journal.holderOf(KIND, key).isPresent()).as(key).isEqualTo(last.held()));
  }

  /** Every taking that was acknowledged is there, and no other. */
  private void claimsAreWhatWasAcknowledged(List<Turn> turns) {
    List<String> taken =
        done.stream()
            .flatMap(each ->
                each.append().claims().stream()
                    .filter(ClaimStep::taken)
                    .map(step -> step.key() + " " + step.holder() + " " + each.receipt().first()))
            .toList();
    assertThat(turns)
        .filteredOn(Turn::held)
        .extracting(turn -> turn.key() + " " + turn.holder() + " " + turn.position())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(taken);
  }
}
