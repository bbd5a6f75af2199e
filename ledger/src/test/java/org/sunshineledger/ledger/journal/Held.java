package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sunshineledger.ledger.TestDatabase;

/**
 * A place in the database where something waits until the test lets it go. Made as a trigger it
 * keeps facts written but invisible, for as long as an interleaving needs.
 */
public final class Held implements AutoCloseable {

  /** Facts of this stream wait while they are inserted. */
  static final String WHILE_INSERTED = "held/inserted";

  /** Facts of this stream wait during the commit, when all is written. */
  static final String WHILE_COMMITTED = "held/committed";

  private static final long OWN_LOCK = 4_242;

  private final Connection connection;
  private final long lock;

  private Held(DataSource database, long lock) throws SQLException {
    this.connection = database.getConnection();
    this.lock = lock;
  }

  /** Where nodes wait for their turn to append; free until it is taken. */
  static Held turns(TestDatabase database) throws SQLException {
    return turns(database.superuser());
  }

  /** The same by a connection of any user. */
  public static Held turns(DataSource database) throws SQLException {
    return new Held(database, AppendTransaction.LOCK);
  }

  /** Facts of the two streams above wait from now on; those of others pass. */
  static Held facts(TestDatabase database) throws SQLException {
    try (Connection owner = database.owner().getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create or replace function journal.wait_for_the_test() returns trigger
          language plpgsql as $$
          begin
            perform pg_advisory_xact_lock_shared(%d);
            return new;
          end
          $$;
          create or replace trigger held_while_inserted before insert on journal.event
            for each row when (new.stream = '%s') execute function journal.wait_for_the_test();
          drop trigger if exists held_while_committed on journal.event;
          create constraint trigger held_while_committed after insert on journal.event
            deferrable initially deferred
            for each row when (new.stream = '%s') execute function journal.wait_for_the_test();
          """
              .formatted(OWN_LOCK, WHILE_INSERTED, WHILE_COMMITTED));
    }
    Held held = new Held(database.superuser(), OWN_LOCK);
    held.take();
    return held;
  }

  /** Nobody gets past here until it is released. */
  public void take() throws SQLException {
    run("select pg_advisory_lock(%d)".formatted(lock));
  }

  /** Returns when that many sessions wait here. */
  public void awaitWaiting(int sessions) throws Exception {
    Patience.until("%d sessions wait".formatted(sessions), () -> waiting() == sessions);
  }

  private int waiting() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*) from pg_locks
                where locktype = 'advisory' and not granted
                  and database = (select oid from pg_database where datname = current_database())
                  and classid::bigint << 32 | objid::bigint = %d
                """
                    .formatted(lock))) {
      row.next();
      return row.getInt(1);
    }
  }

  public void release() throws SQLException {
    run("select pg_advisory_unlock(%d)".formatted(lock));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      // A connection that goes back to a pool would hold it on.
      run("select pg_advisory_unlock_all()");
    }
  }
}
