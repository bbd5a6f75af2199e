package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.RandomFacts;
import org.sunshineledger.ledger.log.CompactRange;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;

/** A database with a journal, and what tests of its log do with them. */
public final class SealedLog implements AutoCloseable {

  public static final LogKeys KEYS = keys("test.example.cn/log");

  /** Longer than anything takes, on a busy machine too. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  public final TestDatabase database = TestDatabase.create();
  public final Journal journal = new Journal(database.app());
  public final RandomFacts facts;

  public SealedLog(long seed) {
    facts = new RandomFacts(seed);
  }

  public static LogKeys keys(String origin) {
    return LogKeys.parse(SigningKey.make(origin, KeyType.LOG, new SecureRandom()).secret());
  }

  TransparencyLog open() {
    return TransparencyLog.open(database.app(), journal, KEYS);
  }

  /** Appends facts and waits until they are sealed. */
  public void appendAndSeal(TransparencyLog log, int count) throws InterruptedException {
    facts.append(journal, count);
    assertThat(log.awaitSize(journal.size(), PATIENCE)).isTrue();
  }

  /** All leaf hashes of the journal, in order. */
  public List<byte[]> leaves() throws SQLException {
    List<byte[]> leaves = new ArrayList<>();
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select leaf from journal.event order by position")) {
      while (row.next()) leaves.add(row.getBytes(1));
    }
    return leaves;
  }

  /** Each stored checkpoint has the root of its first facts, and goes on from the one before. */
  int requireSoundCheckpoints() throws SQLException {
    List<byte[]> leaves = leaves();
    CompactRange range = new CompactRange();
    int count = 0;
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select size, previous, root, note from log.checkpoint order by size")) {
      long before = -1;
      for (; row.next(); count++) {
        long size = row.getLong(1);
        while (range.size() < size) range.append(leaves.get((int) range.size()));
        long previous = row.getLong(2);
        assertThat(row.wasNull() ? -1 : previous).isEqualTo(before);
        assertThat(TreeHead.of(size, row.getBytes(3))).isEqualTo(range.head());
        SignedNote note = SignedNote.parse(row.getBytes(4));
        assertThat(Checkpoint.parse(note.text()).head()).isEqualTo(range.head());
        assertThat(note.verify(KEYS.verifierKeys())).isNotEmpty();
        before = size;
      }
    }
    return count;
  }

  long checkpoints() throws SQLException {
    return number("select count(*) from log.checkpoint");
  }

  public long number(String query) throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  /** As somebody who may do everything, with the guards off. */
  public void tamper(String sql, Object... values) throws SQLException {
    run(
        database.superuser(),
        """
        alter table journal.event disable trigger user;
        alter table log.tile disable trigger user;
        alter table log.checkpoint disable trigger user
        """);
    run(database.superuser(), sql, values);
  }

  public static void run(DataSource as, String sql, Object... values) throws SQLException {
    try (Connection connection = as.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      boolean _ = statement.execute();
    }
  }

  @Override
  public void close() {
    journal.close();
    database.close();
  }
}
