package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.database.AbsentStandby;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Sayings.Saying.Said;

/** What callers hear when the database fails in the middle of their append. */
@DisplayName("An append that is disturbed")
@Timeout(240)
@Isolated("it sets up the server that all share")
class DisturbedAppendsTest {

  private static final Sha256 BODY = Sha256.of("the body".getBytes(UTF_8));

  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    callers.shutdownNow();
    journal.close();
    database.close();
  }

  private static Append keyed(String stream) {
    return new Append()
        .once("the key", BODY)
        .fact(Sayings.fact(stream, 0, new Said("first/1", 0, 2)))
        .fact(Sayings.fact("test/beside", 0, new Said("first/1", 1, 2)));
  }

  private static void hearsThatTheJournalIsUnavailable(Future<Receipt> caller) throws Exception {
    Patience.until("the caller is answered", caller::isDone);
    assertThat(caller.exceptionNow()).isInstanceOf(JournalUnavailable.class);
  }

  private static void execute(DataSource role, String sql) throws SQLException {
    try (Connection connection = role.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends the one session that waits for this. */
  private void endTheSessionThatWaitsFor(String event) throws Exception {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      Patience.until(
          "a session waits for " + event,
          () -> {
            try (ResultSet row =
                statement.executeQuery(
                    """
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where usename = 'ledger_app' and datname = current_database()
                      and wait_event = '%s'
                    """
                        .formatted(event))) {
              return row.next() && row.getInt(1) == 1;
            }
          });
    }
  }

  @Test
  @DisplayName("by a connection that is lost while it writes is not there, and asking again writes")
  void whileItWrites() throws Exception {
    lostWhile(Held.WHILE_INSERTED);
  }

  @Test
  @DisplayName(
      "by a connection that is lost before the commit is not there, and asking again writes")
  void beforeTheCommit() throws Exception {
    lostWhile(Held.WHILE_COMMITTED);
  }

  private void lostWhile(String held) throws Exception {
    try (Held facts = Held.facts(database)) {
      Future<Receipt> caller = callers.submit(() -> journal.append(keyed(held)));
      facts.awaitWaiting(1);
      endTheSessionThatWaitsFor("advisory");
      hearsThatTheJournalIsUnavailable(caller);
      facts.release();
    }
    assertThat(journal.size()).isZero();
    assertThat(journal.append(keyed(held))).isEqualTo(new Receipt(0, 1, false));
    Laws.holdIn(journal);
  }

  /**
   * Waiting for a standby that never answers is the one moment at which a commit is done and its
   * caller is not told.
   */
  @Test
  @DisplayName("by a connection that is lost after the commit is there, and asking again finds it")
  void afterTheCommit() throws Exception {
    journal.append(Sayings.one("test/before", 0));
    try (AbsentStandby standby = AbsentStandby.of(database)) {
      Future<Receipt> caller = callers.submit(() -> journal.append(keyed("test/kept")));
      standby.endTheOneThatWaits();
      hearsThatTheJournalIsUnavailable(caller);
    }
    assertThat(journal.receiptOf("the key")).contains(new Receipt(1, 2, true));
    assertThat(journal.append(keyed("test/kept"))).isEqualTo(new Receipt(1, 2, true));
    assertThat(journal.size()).isEqualTo(3);
    Laws.holdIn(journal);
  }

  /** The server says that it has committed, and warns that the standby may not have it. */
  @Test
  @DisplayName("by a cancelled wait for the standby is told to nobody until the standby has it")
  void whileItWaitsForTheStandby() throws Exception {
    journal.append(Sayings.one("test/before", 0));
    Future<Receipt> last;
    try (AbsentStandby standby = AbsentStandby.of(database)) {
      for (Append each : List.of(keyed("test/plain"), keyed("test/plain"))) {
        Future<Receipt> caller = callers.submit(() -> journal.append(each));
        standby.breakOffTheWait();
        hearsThatTheJournalIsUnavailable(caller);
        assertThat(journal.size()).as("everybody sees it").isEqualTo(3);
      }
      Future<Optional<Receipt>> asked = callers.submit(() -> journal.receiptOf("the key", BODY));
      standby.breakOffTheWait();
      Patience.until("the caller is answered", asked::isDone);
      assertThat(asked.exceptionNow()).isInstanceOf(JournalUnavailable.class);
      last = callers.submit(() -> journal.append(keyed("test/plain")));
      standby.awaitWaiting();
      assertThat(last.isDone()).isFalse();
    }
    Patience.until("the caller is answered", last::isDone);
    assertThat(last.resultNow()).isEqualTo(new Receipt(1, 2, true));
    assertThat(journal.receiptOf("the key")).contains(new Receipt(1, 2, true));
    assertThat(journal.size()).isEqualTo(3);
    Laws.holdIn(journal);
  }

  @Test
  @DisplayName("with a claim by a cancelled wait for the standby is told to nobody either")
  void whileAClaimWaitsForTheStandby() throws Exception {
    try (AbsentStandby standby = AbsentStandby.of(database)) {
      Future<Receipt> caller =
          callers.submit(() -> journal.append(keyed("test/claims").claim("test", "one", "holder")));
      standby.breakOffTheWait();
      hearsThatTheJournalIsUnavailable(caller);
    }
    assertThat(journal.receiptOf("the key")).contains(new Receipt(0, 1, true));
    Laws.holdIn(journal);
  }

  @Test
  @DisplayName("by a full disk is not there, and what was acknowledged meanwhile is")
  void byAFullDisk() throws Exception {
    execute(
        database.owner(),
        """
        create function journal.run_full() returns trigger language plpgsql as $$
        begin
          raise exception 'could not extend file: No space left on device' using errcode = '53100';
        end
        $$;
        create trigger run_full before insert on journal.event
          for each row when (new.stream = 'test/one too many')
          execute function journal.run_full();
        """);
    List<Future<Receipt>> beside = new ArrayList<>();
    Future<Receipt> tooMany;
    try (Journal other = new Journal(database.app());
        Held turns = Held.turns(database)) {
      turns.take();
      beside.add(append(journal, "test/0"));
      beside.add(append(other, "test/1"));
      turns.awaitWaiting(2);
      // These come while the node waits, and are likely to share a commit.
      for (int i = 2; i < 10; i++) beside.add(append(journal, "test/" + i));
      tooMany = append(journal, "test/one too many");
      for (int i = 10; i < 20; i++) beside.add(append(journal, "test/" + i));
      turns.release();
      hearsThatTheJournalIsUnavailable(tooMany);
      for (Future<Receipt> each : beside) Patience.until("all are answered", each::isDone);
    }
    assertThat(journal.stream("test/one too many")).isEmpty();
    int there = 0;
    for (int i = 0; i < beside.size(); i++) {
      boolean isDone = beside.get(i).state() == Future.State.SUCCESS;
      if (!isDone) assertThat(beside.get(i).exceptionNow()).isInstanceOf(JournalUnavailable.class);
      assertThat(journal.stream("test/" + i)).hasSize(isDone ? 1 : 0);
      if (isDone) there++;
    }
    assertThat(beside.get(1).state()).as("on another node").isEqualTo(Future.State.SUCCESS);
    assertThat(journal.size()).isEqualTo(there);

    execute(database.owner(), "drop trigger run_full on journal.event");
    assertThat(journal.append(Sayings.one("test/one too many", 0)).first()).isEqualTo(there);
    Laws.holdIn(journal);
  }

  private Future<Receipt> append(Journal at, String stream) {
    return callers.submit(() -> at.append(Sayings.one(stream, 0)));
  }
}
