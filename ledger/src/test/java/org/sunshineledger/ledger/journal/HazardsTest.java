package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.sunshineledger.ledger.TestDatabase;

/**
 * The four ways in which an event store on PostgreSQL loses or reorders facts between writer and
 * reader. Each interleaving is forced, first on a store that falls for it, then on the journal.
 */
@DisplayName("The order of facts holds")
@Timeout(240)
class HazardsTest {

  private final TestDatabase database = TestDatabase.create();
  private final NaiveStore naive = new NaiveStore(database.app());
  private final EarlyNode early = new EarlyNode(database.app());
  private final Journal node = new Journal(database.app());
  private final Journal earlyNode = new Journal(early);
  private final Onlookers onlookers = new Onlookers(database);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    early.goOn();
    callers.shutdownNow();
    onlookers.close();
    node.close();
    earlyNode.close();
    database.close();
  }

  private Future<Receipt> append(Journal at, String stream, long sequence) {
    return callers.submit(() -> at.append(Sayings.one(stream, sequence)));
  }

  private static long position(Future<Receipt> append) throws Exception {
    Receipt receipt = append.get(20, TimeUnit.SECONDS);
    assertThat(receipt.count()).isEqualTo(1);
    return receipt.first();
  }

  /** That the interleaving was the one that was meant. */
  private void theOlderTransactionCameLast() throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select xmin::text::bigint from journal.event where position > 0 order by position
                """)) {
      while (row.next()) numbers.add(row.getLong(1));
    }
    assertThat(numbers).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
  }

  @Nested
  @DisplayName("when the first to be numbered is the last to commit")
  class LateCommit {

    @Test
    void whichANaiveReaderSkips() throws SQLException {
      NaiveStore.Reading reader = naive.byPosition();
      try (NaiveStore.Writing a = naive.writing();
          NaiveStore.Writing b = naive.writing()) {
        a.write("first");
        b.write("second");
        b.commit();
        assertThat(reader.more()).containsExactly("second");
        a.commit();
      }
      assertThat(reader.more()).as("the first is lost for ever").isEmpty();
    }

    @Test
    void becauseTheSecondIsNumberedAfterTheFirstIsCommitted() throws Exception {
      try (Held facts = Held.facts(database);
          Held turns = Held.turns(database)) {
        Future<Receipt> first = append(node, Held.WHILE_INSERTED, 0);
        facts.awaitWaiting(1);
        Future<Receipt> second = append(earlyNode, "test/b", 0);
        turns.awaitWaiting(1);
        onlookers.sawNothing();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        facts.release();
        assertThat(position(first)).isEqualTo(0);
        assertThat(position(second)).isEqualTo(1);
      }
      onlookers.sawAllOf(2);
    }

    @Test
    void evenWhenTheCommitItselfTakesLong() throws Exception {
      try (Held facts = Held.facts(database);
          Held turns = Held.turns(database)) {
        Future<Receipt> first = append(node, Held.WHILE_COMMITTED, 0);
        facts.awaitWaiting(1);
        Future<Receipt> second = append(earlyNode, "test/b", 0);
        turns.awaitWaiting(1);
        onlookers.sawNothing();
        assertThat(first).as("nothing is acknowledged before it is committed").isNotDone();
        facts.release();
        assertThat(position(first)).isEqualTo(0);
        assertThat(position(second)).isEqualTo(1);
      }
      onlookers.sawAllOf(2);
    }
  }

  @Nested
  @DisplayName("when the older transaction is numbered later and commits first")
  class OlderTransaction {

    @Test
    void whichAReaderSkipsThatWaitsForOlderTransactions() throws SQLException {
      NaiveStore.Reading reader = naive.byPositionBehindRunningTransactions();
      try (NaiveStore.Writing a = naive.writing();
          NaiveStore.Writing b = naive.writing()) {
        a.writeSomethingElse();
        b.write("first");
        a.write("second");
        a.commit();
        assertThat(reader.more()).containsExactly("second");
        b.commit();
      }
      assertThat(reader.more()).as("the first is lost for ever").isEmpty();
    }

    @Test
    void becauseItMustWaitForItsTurn() throws Exception {
      try (Held facts = Held.facts(database);
          Held turns = Held.turns(database)) {
        assertThat(position(append(earlyNode, "test/a", 0))).isEqualTo(0);
        early.stopAtTheNextTransaction();
        Future<Receipt> older = append(earlyNode, "test/a", 1);
        early.awaitStop();
        Future<Receipt> younger = append(node, Held.WHILE_INSERTED, 0);
        facts.awaitWaiting(1);
        early.goOn();
        turns.awaitWaiting(1);
        assertThat(node.size()).isEqualTo(1);
        assertThat(older).isNotDone();
        facts.release();
        assertThat(position(younger)).isEqualTo(1);
        assertThat(position(older)).isEqualTo(2);
      }
      theOlderTransactionCameLast();
      onlookers.sawAllOf(3);
    }
  }

  @Nested
  @DisplayName("when the older transaction goes on with a stream the younger one wrote to")
  class OlderTransactionOfTheSameStream {

    @Test
    void whichAReaderByTransactionTurnsRound() throws SQLException {
      NaiveStore.Reading reader = naive.byTransaction();
      try (NaiveStore.Writing a = naive.writing();
          NaiveStore.Writing b = naive.writing()) {
        b.writeSomethingElse();
        a.write("sequence 0");
        a.commit();
        assertThat(reader.more()).as("b still runs").isEmpty();
        b.write("sequence 1");
        b.commit();
      }
      assertThat(reader.more()).containsExactly("sequence 1", "sequence 0");
    }

    @Test
    void becauseOnlyThePositionCounts() throws Exception {
      assertThat(position(append(earlyNode, "test/a", 0))).isEqualTo(0);
      early.stopAtTheNextTransaction();
      Future<Receipt> older = append(earlyNode, "test/a", 2);
      early.awaitStop();
      assertThat(position(append(node, "test/a", 1))).isEqualTo(1);
      early.goOn();
      assertThat(position(older)).isEqualTo(2);
      theOlderTransactionCameLast();
      onlookers.sawAllOf(3);
    }
  }

  @Nested
  @DisplayName("and comes on time while a transaction elsewhere does nothing")
  class IdleTransaction {

    @Test
    void forWhichAReaderWaitsThatWaitsForOlderTransactions() throws SQLException {
      NaiveStore.Reading reader = naive.byTransaction();
      try (TestDatabase elsewhere = TestDatabase.create();
          Connection idle = writesAndIdles(elsewhere.owner())) {
        try (NaiveStore.Writing a = naive.writing()) {
          a.write("committed long ago");
          a.commit();
        }
        assertThat(reader.more()).isEmpty();
        idle.rollback();
      }
      assertThat(reader.more()).containsExactly("committed long ago");
    }

    @Test
    void inAnotherDatabaseOfTheServer() throws Exception {
      try (TestDatabase elsewhere = TestDatabase.create();
          Connection idle = writesAndIdles(elsewhere.owner())) {
        nothingWaitsFor(idle);
      }
    }

    @Test
    void ofAnotherRoleInTheSameDatabase() throws Exception {
      try (Connection idle = writesAndIdles(database.owner())) {
        nothingWaitsFor(idle);
      }
    }

    /** All of this happens while the transaction runs. */
    private void nothingWaitsFor(Connection idle) throws Exception {
      for (int i = 0; i < 10; i++) {
        assertThat(position(append(node, "test/a", i))).isEqualTo(2L * i);
        assertThat(position(append(earlyNode, "test/b", i))).isEqualTo(2L * i + 1);
      }
      onlookers.sawAllOf(20);
      assertThat(idle.unwrap(PgConnection.class).getTransactionState())
          .isEqualTo(TransactionState.OPEN);
      idle.rollback();
    }

    private static Connection writesAndIdles(DataSource role) throws SQLException {
      Connection idle = role.getConnection();
      idle.setAutoCommit(false);
      try (Statement statement = idle.createStatement()) {
        statement.execute(
            "insert into vault.subject_key values (gen_random_uuid(), 'test/idle', '\\x00')");
      }
      return idle;
    }
  }

  @Test
  @DisplayName("under a load of slow commits, early numbers and transactions that come to nothing")
  void underLoad() throws Exception {
    try (Connection owner = database.owner().getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create function journal.dawdle() returns trigger language plpgsql as $$
          begin
            perform pg_sleep((new.position % 4) * 0.001);
            if new.position % 11 = 0 and random() < 0.5 then
              raise exception 'not this time' using errcode = '40001';
            end if;
            return new;
          end
          $$;
          create trigger dawdle before insert on journal.event
            for each row execute function journal.dawdle()
          """);
    }
    List<Future<?>> all = new ArrayList<>();
    for (int caller = 0; caller < 12; caller++) {
      Journal at = caller % 2 == 0 ? node : earlyNode;
      String stream = "test/" + caller;
      all.add(callers.submit(() -> appendWhateverHappens(at, stream, 30)));
    }
    for (Future<?> each : all) each.get(40, TimeUnit.SECONDS);
    onlookers.sawAllOf(360);
  }

  private static void appendWhateverHappens(Journal at, String stream, int facts) {
    for (int sequence = 0; sequence < facts; ) {
      try {
        at.append(Sayings.one(stream, sequence));
        sequence++;
      } catch (JournalUnavailable rolledBack) {
        // The trigger did that; it is asked again.
      }
    }
  }
}
