package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sunshineledger.ledger.database.OwnServer;
import org.sunshineledger.ledger.journal.Callers.Acknowledged;

/**
 * PostgreSQL itself is brought down under load, by immediate shutdown and by SIGKILL, and started
 * again on the same data. The journal in this process lives through all of it.
 */
@DisplayName("A database that goes down under load")
@Timeout(600)
@Isolated("it measures how long callers wait")
class PowerCutsTest {

  private static final int CUTS = 10;
  private static final int CALLERS = 16;
  private static final int BETWEEN_CUTS = 200;

  /** A node that is cut off says so within the time its pool waits for a connection. */
  private static final int POOL_WAITS_SECONDS = 1;

  private static final int LONGEST_SECONDS = 20;

  private final long seed = System.nanoTime();
  private final Collection<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final Collection<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void losesNothingAcknowledgedAndLeavesNothingHalfDone(@TempDir Path folder) throws Exception {
    Random random = new Random(seed);
    try (OwnServer server = OwnServer.start(folder.resolve("data"));
        HikariDataSource pool = pool(server)) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(Callers.SIDE_TABLE);
        statement.execute(ReadingOnce.TABLE);
      }
      takeLongToCommit(server);
      try (Journal journal = new Journal(pool);
          ReadingOnce reading = new ReadingOnce(pool, journal, _ -> {});
          Callers callers =
              new Callers(journal, 0, callers(), false, acknowledged::add, failures::add)) {
        for (int cut = 0; cut < CUTS; cut++) {
          awaitAcknowledged(BETWEEN_CUTS);
          LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(50_000)));
          int before = callers.timesUnavailable();
          if (random.nextBoolean()) server.kill();
          else server.stopImmediately();
          Patience.until("a caller hears of it", () -> callers.timesUnavailable() > before);
          server.startAgain();
          awaitAcknowledged(1);
          // Axon waits twice as long after each failure in a row, up to a minute.
          reading.startAgain();
        }
        awaitAcknowledged(BETWEEN_CUTS);
        callers.stop();
        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(callers.longestSeconds())
            .as("the longest a caller waited, seed %d", seed)
            .isLessThan(LONGEST_SECONDS);
        Laws laws = Laws.holdIn(journal);
        laws.keep(acknowledged);
        Patience.until(
            "everything is read", () -> ReadingOnce.Read.by(pool).last() == journal.size() - 1);
        assertThat(ReadingOnce.Read.by(pool))
            .as("seed %d", seed)
            .isEqualTo(ReadingOnce.Read.everything(journal.size()));
      }
    }
  }

  /** So that most cuts fall between what is written and what is committed. */
  private static void takeLongToCommit(OwnServer server) throws SQLException {
    try (Connection connection = server.owner().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create function journal.dawdle() returns trigger language plpgsql as $$
          begin
            perform pg_sleep(0.004);
            return null;
          end
          $$;
          create constraint trigger dawdle after insert on journal.event
            deferrable initially deferred
            for each row when (new.position % 10 = 0) execute function journal.dawdle();
          create constraint trigger dawdle after insert on view.drill_read
            deferrable initially deferred
            for each row when (new.position % 10 = 0) execute function journal.dawdle();
          """);
    }
  }

  private static HikariDataSource pool(OwnServer server) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.app().dataSource());
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(POOL_WAITS_SECONDS));
    return new HikariDataSource(config);
  }

  private static Map<String, Integer> callers() {
    return IntStream.range(0, CALLERS)
        .mapToObj(caller -> "c-" + caller)
        .collect(Collectors.toMap(Function.identity(), _ -> 0));
  }

  /** The same journal works, before the first cut and after every other. */
  private void awaitAcknowledged(int more) throws Exception {
    int before = acknowledged.size();
    Patience.until(
        "callers are answered again",
        () -> !failures.isEmpty() || acknowledged.size() >= before + more);
    assertThat(failures).as("seed %d", seed).isEmpty();
  }
}
