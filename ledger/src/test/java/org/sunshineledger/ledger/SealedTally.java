package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/** A ledger of tallies with a log, and somebody who may change what is stored. */
final class SealedTally implements AutoCloseable {

  static final String ORIGIN = "test.example.cn/tally";

  /** Longer than anything takes, on a busy machine too. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> TABLES =
      List.of(
          "journal.event", "journal.claim", "journal.idempotency", "log.tile", "log.checkpoint");

  final TestDatabase database = TestDatabase.create();
  final Ledger ledger = Tally.ledger(database);

  SealedTally() {
    ledger.orders().submit(new Tally.Open("a"), OrdersTest.act(), null);
  }

  static SigningKey key() {
    return SigningKey.make(ORIGIN, KeyType.LOG, new SecureRandom());
  }

  static LogKeys keys(SigningKey... keys) {
    return LogKeys.parse(String.join(" ", Stream.of(keys).map(SigningKey::secret).toList()));
  }

  /** So many more facts in one commit. */
  void count(int facts) {
    ledger
        .orders()
        .together(
            null,
            batch -> {
              for (int i = 0; i < facts; i++)
                batch.submit(new Tally.Count("a", 0), OrdersTest.act());
            });
  }

  /** Seals what there is, then grows to each of these sizes and seals it. */
  void seal(LogKeys keys, int... sizes) throws InterruptedException {
    try (TransparencyLog log = TransparencyLog.open(database.app(), ledger.journal(), keys)) {
      awaitAll(log);
      for (int size : sizes) {
        count((int) (size - ledger.journal().size()));
        awaitAll(log);
      }
    }
  }

  private void awaitAll(TransparencyLog log) throws InterruptedException {
    assertThat(log.awaitSize(ledger.journal().size(), PATIENCE)).isTrue();
  }

  Report check(List<VerifierKey> keys) {
    return new Fsck(database.app(), ledger.codec(), keys).check(null, (_, _) -> {});
  }

  /** As somebody who may do everything, and puts the guards back. */
  void carelessly(String... changes) throws SQLException {
    guards("disable trigger user");
    // Nor do foreign keys look.
    as("set session_replication_role = replica", changes);
    for (String each : List.of("event", "claim", "idempotency"))
      as("", "alter table journal.%s enable always trigger append_only".formatted(each));
    as(
        "",
        "alter table log.tile enable always trigger append_only",
        "alter table log.tile enable always trigger grows_only",
        "alter table log.checkpoint enable always trigger append_only");
  }

  void guards(String what) throws SQLException {
    as(
        "",
        TABLES.stream()
            .map(each -> "alter table %s %s".formatted(each, what))
            .toArray(String[]::new));
  }

  private void as(String first, String... statements) throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(first);
      for (String each : statements) statement.execute(each);
    }
  }

  @Override
  public void close() {
    ledger.close();
    database.close();
  }
}
