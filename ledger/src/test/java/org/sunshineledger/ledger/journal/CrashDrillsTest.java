package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.journal.Callers.Acknowledged;

/**
 * Processes are killed with SIGKILL while they write and while they read; the next ones go on. What
 * was acknowledged is there, what was not is there as a whole or not at all.
 */
@DisplayName("A process that is killed")
@Timeout(600)
@Isolated("its processes take all there is")
class CrashDrillsTest {

  private static final int WRITERS = 3;
  private static final int LIVES = 17;
  private static final int READER_LIVES = 5;
  private static final int CALLERS = 4;

  private final TestDatabase database = TestDatabase.create();
  private final long seed = System.nanoTime();
  private final Collection<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger kills = new AtomicInteger();
  private final Collection<Elsewhere> processes = new ConcurrentLinkedQueue<>();
  private volatile boolean writersAreDone;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void losesNothingAcknowledgedAndLeavesNothingHalfDone() throws Exception {
    run(Callers.SIDE_TABLE);
    run(ReadingOnce.TABLE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer;
        Random random = new Random(seed + writer);
        writers.add(
            threads.submit(() -> {
              writeAndBeKilled(name, random);
              return null;
            }));
      }
      Future<?> reader =
          threads.submit(() -> {
            readAndBeKilled(new Random(seed - 1));
            return null;
          });
      try {
        for (Future<?> writer : writers) writer.get();
      } catch (ExecutionException | InterruptedException e) {
        processes.forEach(Elsewhere::close);
        throw e;
      } finally {
        writersAreDone = true;
      }
      try (Journal journal = new Journal(database.app())) {
        // A reader that has nothing to read would wait for ever to be killed.
        journal.append(Sayings.one("drill/end", 0));
        reader.get();
        assertThat(kills).as("seed %d", seed).hasValueGreaterThan(WRITERS * LIVES);
        everythingHolds(journal);
        aFreshReaderGoesOn(journal);
      }
    }
  }

  private void writeAndBeKilled(String writer, Random random)
      throws IOException, InterruptedException {
    Map<String, Integer> next = new TreeMap<>();
    IntStream.range(0, CALLERS).forEach(caller -> next.put(writer + "-" + caller, 0));
    for (int life = 0; life < LIVES; life++) {
      List<String> arguments = new ArrayList<>(List.of(Integer.toString(life), "false"));
      next.forEach((caller, number) -> arguments.add(caller + "=" + number));
      try (Elsewhere process = start(WritesElsewhere.class, arguments)) {
        boolean early = random.nextInt(8) == 0;
        int lines = early ? 0 : 1 + random.nextInt(120);
        for (int line = 0; line < lines; line++) hear(process.line().orElse(""), next);
        LockSupport.parkNanos(
            TimeUnit.MICROSECONDS.toNanos(random.nextInt(early ? 1_500_000 : 20_000)));
        process.kill(line -> hear(line, next));
        kills.incrementAndGet();
      }
    }
  }

  private Elsewhere start(Class<?> main, List<String> arguments) throws IOException {
    Elsewhere process =
        Elsewhere.start(main, database.appLogin(), arguments.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  private void hear(String line, Map<String, Integer> next) {
    if (line.isEmpty()) return;
    Acknowledged each = Acknowledged.of(line);
    acknowledged.add(each);
    next.put(each.caller(), each.number() + 1);
  }

  private void readAndBeKilled(Random random)
      throws IOException, InterruptedException, SQLException {
    for (int life = 0; life < READER_LIVES && !writersAreDone; life++) {
      try (Elsewhere process = start(ReadsElsewhere.class, List.of())) {
        int lines = 1 + random.nextInt(300);
        Optional<String> line = process.line();
        while (line.isPresent() && --lines > 0 && !writersAreDone) line = process.line();
        process.kill(_ -> {});
        kills.incrementAndGet();
      }
      if (!writersAreDone) ReadingOnce.letGoOfTheToken(database.app());
    }
  }

  private void everythingHolds(Journal journal) throws SQLException {
    Laws laws = Laws.holdIn(journal);
    laws.keep(acknowledged);
    assertThat(acknowledged).as("seed %d", seed).hasSizeGreaterThan(WRITERS * LIVES * 20);
    // Side rows and claims stand or fall with the facts, and are there once.
    List<String> keyed =
        laws.appends().keySet().stream()
            .filter(append -> append.split("/", -1).length == 2 && append.startsWith("w"))
            .sorted()
            .toList();
    assertThat(column("select append from view.drill_side order by append collate \"C\""))
        .isEqualTo(keyed);
    assertThat(column("select key from journal.claim order by key")).isEqualTo(keyed);
    assertThat(column("select key from journal.idempotency order by key")).isEqualTo(keyed);
  }

  private void aFreshReaderGoesOn(Journal journal) throws Exception {
    try (ReadingOnce _ = new ReadingOnce(database.app(), journal, _ -> {})) {
      Patience.until(
          "everything is read",
          () -> ReadingOnce.Read.by(database.app()).last() == journal.size() - 1);
    }
    assertThat(ReadingOnce.Read.by(database.app()))
        .as("seed %d", seed)
        .isEqualTo(ReadingOnce.Read.everything(journal.size()));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) values.add(row.getString(1));
    }
    return values;
  }
}
