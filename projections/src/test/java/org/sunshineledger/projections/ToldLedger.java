package org.sunshineledger.projections;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.projections.view.View;
import org.sunshineledger.projections.view.Views;

/** A real database with a told history in its journal, and views behind it. */
public final class ToldLedger implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2016-10-18T00:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final FactCodec codec = new FactCodec(Ledger.published());

  public DataSource dataSource() {
    return database.app();
  }

  /** Appends facts as they are told, in one transaction. */
  public ToldLedger append(List<Fact> facts) {
    try (Connection connection = database.app().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into journal.event
                  (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      connection.setAutoCommit(false);
      for (Fact fact : facts) {
        byte[] detail =
            codec.encode(fact.id(), fact.stream(), fact.sequence(), fact.envelope(), fact.event());
        StoredFact row =
            new StoredFact(
                fact.position(),
                fact.recordedAt(),
                fact.id(),
                fact.stream(),
                fact.sequence(),
                fact.type(),
                new byte[32],
                detail);
        insert.setLong(1, row.position());
        insert.setObject(2, row.recordedAt().atOffset(ZoneOffset.UTC));
        insert.setObject(3, row.id());
        insert.setString(4, row.stream());
        insert.setLong(5, row.sequence());
        insert.setString(6, row.type());
        insert.setBytes(7, row.salt());
        insert.setBytes(8, row.detail());
        insert.setBytes(9, row.leaf());
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Projections projections() {
    return new Projections(database.app(), codec, CLOCK);
  }

  public Views views(View<?, ?>... views) {
    return new Views(database.app(), codec, CLOCK, List.of(views));
  }

  /** Waits until the views have folded everything. */
  public static void await(Views views) throws TimeoutException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!views.isCaughtUp()) {
      if (System.nanoTime() > end) throw new TimeoutException("the views stand at " + views.lags());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
