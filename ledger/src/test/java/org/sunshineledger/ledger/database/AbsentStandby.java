package org.sunshineledger.ledger.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.sunshineledger.ledger.TestDatabase;

/**
 * Commits of the server that all tests share wait for a standby that is not there, until this is
 * closed. For tests that are isolated.
 */
public final class AbsentStandby implements AutoCloseable {

  private final TestDatabase database;

  private AbsentStandby(TestDatabase database) {
    this.database = database;
  }

  /** From now on. */
  public static AbsentStandby of(TestDatabase database) {
    AbsentStandby standby = new AbsentStandby(database);
    standby.waitFor("nobody");
    return standby;
  }

  private void waitFor(String names) {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = local");
      statement.execute("alter system set synchronous_standby_names = '%s'".formatted(names));
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    Awaitility.await()
        .until(() -> {
          try (Connection connection = database.superuser().getConnection();
              Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("show synchronous_standby_names")) {
            return row.next() && row.getString(1).equals(names);
          }
        });
  }

  /** Once a session of the ledger waits for the standby. */
  public void awaitWaiting() {
    awaitOne("pid");
  }

  /** Cancels the statement of the one that waits: it commits, and the standby has nothing. */
  public void breakOffTheWait() {
    awaitOne("pg_cancel_backend(pid)");
  }

  /** Ends the one that waits: it commits as well, and whoever asked hears nothing. */
  public void endTheOneThatWaits() {
    awaitOne("pg_terminate_backend(pid)");
  }

  /** Once another session waits for its turn to wait for the standby. */
  public void awaitAnotherInTurn() {
    awaitOne("pid", "advisory");
  }

  private void awaitOne(String does) {
    awaitOne(does, "SyncRep");
  }

  private void awaitOne(String does, String waitsFor) {
    Awaitility.await()
        .until(() -> {
          try (Connection connection = database.superuser().getConnection();
              Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      """
                      select count(%s) from pg_stat_activity
                      where usename = 'ledger_app' and datname = current_database()
                        and wait_event = '%s'
                      """
                          .formatted(does, waitsFor))) {
            return row.next() && row.getInt(1) == 1;
          }
        });
  }

  /** Commits wait for nobody again, those that do go on. */
  @Override
  public void close() {
    waitFor("");
  }
}
