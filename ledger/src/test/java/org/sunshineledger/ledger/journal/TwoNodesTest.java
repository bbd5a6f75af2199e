package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.journal.Callers.Acknowledged;

/**
 * Two nodes in processes of their own append to one database as fast as they can: some callers to
 * streams of their own, others to the same ones.
 */
@DisplayName("Two nodes at once")
@Timeout(300)
class TwoNodesTest {

  private static final int ACKNOWLEDGED = 1_000;

  private final TestDatabase database = TestDatabase.create();
  private final Collection<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void numberAsOne() throws Exception {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Callers.SIDE_TABLE);
    }
    try (Elsewhere one = node("one");
        Elsewhere two = node("two");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> nodes =
          List.of(threads.submit(() -> listen(one)), threads.submit(() -> listen(two)));
      for (Future<?> node : nodes) node.get();
      one.stop(this::hear);
      two.stop(this::hear);
    }
    try (Journal journal = new Journal(database.app())) {
      Laws laws = Laws.holdIn(journal);
      laws.keep(acknowledged);
      assertThat(laws.appends()).as("nothing was left unsaid").hasSameSizeAs(acknowledged);
      assertThat(sharedBy("one", laws)).isNotZero();
      assertThat(sharedBy("two", laws)).isNotZero();
      assertThat(turns(laws)).as("neither waits for the other to be done").isGreaterThan(50);
    }
  }

  private Elsewhere node(String name) throws Exception {
    return Elsewhere.start(
        WritesElsewhere.class,
        database.appLogin(),
        "0",
        "true",
        name + "-0=0",
        name + "-1=0",
        name + "-2=0",
        name + "-3=0");
  }

  private Void listen(Elsewhere node) {
    // A node that failed says no more; stopping it tells why.
    Optional<String> line = node.line();
    for (int i = 1; i < ACKNOWLEDGED && line.isPresent(); i++) {
      hear(line.get());
      line = node.line();
    }
    line.ifPresent(this::hear);
    return null;
  }

  private void hear(String line) {
    acknowledged.add(Acknowledged.of(line));
  }

  private static boolean isBy(String node, StoredFact fact) {
    return Sayings.said(fact).append().startsWith(node + "-");
  }

  private static long sharedBy(String node, Laws laws) {
    return laws.facts().stream()
        .filter(fact -> fact.stream().startsWith("drill/shared") && isBy(node, fact))
        .count();
  }

  /** How often the next fact is the other node's. */
  private static int turns(Laws laws) {
    int turns = 0;
    for (int i = 1; i < laws.facts().size(); i++)
      if (isBy("one", laws.facts().get(i)) != isBy("one", laws.facts().get(i - 1))) turns++;
    return turns;
  }
}
