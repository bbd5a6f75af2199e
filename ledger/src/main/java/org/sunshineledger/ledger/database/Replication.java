package org.sunshineledger.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a commit is worth on a server whose commits wait for a standby. A commit is on the server's
 * own disk before it waits, and when the wait is broken off (a cancelled statement, a session that
 * is ended, a server that crashes and starts again) everybody sees what the standby may not have:
 * it would be gone with the server. So nobody is told of such a commit before it is settled.
 */
public final class Replication {

  /**
   * Makes the commit that follows wait for the standby, and with it for all that could be seen
   * before. One session at a time: a server leaves those waiting who gave up, and they would take
   * all its connections. Does nothing where commits wait for nobody.
   */
  public static final String SETTLE =
      """
      select pg_logical_emit_message(true, 'sunshine-ledger', ''::text)
      from (select set_config('lock_timeout', '10s', true) as longest) as patience,
        lateral (select pg_advisory_xact_lock(%d) where longest is not null) as turn
      where current_setting('synchronous_standby_names') <> ''
      """
          .formatted(0x53_55_4E_53_45_54_54_4CL);

  /** Of the standard: nobody knows whether the transaction was completed. */
  private static final String COMPLETION_UNKNOWN = "40003";

  /** Without a standby the server would never answer. */
  private static final int MILLIS_OF_SILENCE = 15_000;

  private Replication() {}

  /**
   * Returns once all that this session could see is as durable as what it commits.
   *
   * @param database with nothing in its transaction that may not be committed
   * @throws SQLException also when nobody knows; the same may be asked again
   */
  public static void settle(Connection database) throws SQLException {
    int patience = database.getNetworkTimeout();
    database.setNetworkTimeout(Runnable::run, MILLIS_OF_SILENCE);
    database.clearWarnings();
    try (Statement statement = database.createStatement()) {
      statement.execute(SETTLE);
      if (!database.getAutoCommit()) database.commit();
      requireWhole(statement.getWarnings());
    }
    requireWhole(database.getWarnings());
    database.setNetworkTimeout(Runnable::run, patience);
  }

  /** Commits, and returns once that is as durable as the server can make it. */
  public static void commit(Connection database) throws SQLException {
    database.clearWarnings();
    database.commit();
    requireWhole(database.getWarnings());
  }

  /** Whether what was to be committed may be there or not. */
  public static boolean isCompletionUnknown(SQLException e) {
    return COMPLETION_UNKNOWN.equals(e.getSQLState());
  }

  /**
   * Looks through what the server said during a commit. That its wait was broken off is a warning
   * only, and its words are in the server's language: any warning will do.
   *
   * @throws SQLException when there is one
   */
  public static void requireWhole(@Nullable SQLWarning said) throws SQLException {
    for (SQLWarning each = said; each != null; each = each.getNextWarning())
      if (String.valueOf(each.getSQLState()).startsWith("01"))
        throw new SQLException("the standby may not have what was committed", COMPLETION_UNKNOWN);
  }
}
