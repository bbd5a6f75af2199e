package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.Replication;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Appender.Waiting;

/**
 * Keeps the appender's connection, finds the culprit when the database refuses a batch, and opens a
 * new connection after the old one broke. Used by the appender's thread only.
 */
final class Writer {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final int SECONDS_TO_ANSWER = 5;

  /**
   * A server that says nothing for so long is given up: nobody waits for ever, and a standby that
   * takes its place is to be asked as soon as it has. Longer than the session waits for a lock.
   */
  static final int MILLIS_OF_SILENCE = 15_000;

  private static final int MOST_DEAD_CONNECTIONS = 32;

  /**
   * A node that hangs with the journal's lock, this one or another, must not hang the callers of
   * all. The statements are always the same, and an index is right for each of them at any size.
   * Once a backend has given something large back, its allocator (glibc) keeps the memory of one
   * append for the next; before, a fifth of a long append's time went into getting the same pages
   * again and again.
   */
  private static final String SESSION =
      """
      set lock_timeout = '10s';
      set idle_in_transaction_session_timeout = '10s';
      set plan_cache_mode = force_generic_plan;
      set enable_seqscan = off;
      select length(repeat(' ', 16 << 20))
      """;

  private static final String LOST_BEFORE =
      "the journal lost its database connection; nothing was written";

  private static final String LOST_IN_COMMIT =
      "the journal lost its database connection while it committed: whether this was written is not"
          + " known, and the same idempotency key finds out";

  private static final String NOT_REPLICATED =
      "the journal does not know whether the standby has this: it may be written, and the same"
          + " idempotency key finds out";

  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  private final DataSource dataSource;
  private final Arrivals arrivals;
  private @Nullable Connection connection;
  private int prepareThreshold;

  Writer(DataSource dataSource, Arrivals arrivals) {
    this.dataSource = dataSource;
    this.arrivals = arrivals;
  }

  /**
   * Writes what of the batch can be written, completes every caller, and returns the journal's size
   * (0 when it was not learnt). When the database refuses the batch as a whole, each append is
   * tried alone, so that only the culprit fails.
   */
  long write(List<Waiting> batch) {
    boolean commitSent = false;
    try {
      Connection database = connected();
      boolean tellOthers = arrivals.othersListen();
      PlainAppends plain = new PlainAppends(batch);
      if (plain.fits()) {
        commitSent = true;
        long size = plain.run(database, tellOthers);
        if (size >= 0) return size;
        commitSent = false;
      }
      AppendTransaction transaction = new AppendTransaction(database, batch, tellOthers);
      try {
        return transaction.run();
      } finally {
        commitSent = transaction.isCommitSent();
      }
    } catch (SQLException e) {
      if (!isStillThere())
        refuse(batch, Unavailable.because(commitSent ? LOST_IN_COMMIT : LOST_BEFORE, e));
      else if (Replication.isCompletionUnknown(e))
        refuse(batch, Unavailable.because(NOT_REPLICATED, e));
      else if (isNobodysFault(e))
        refuse(batch, Unavailable.because("the database takes no append now", e));
      else if (batch.size() == 1) refuse(batch, refusal(batch.getFirst().append(), e));
      else return oneByOne(batch);
      return 0;
    } catch (RuntimeException | Error e) {
      // Nothing of it may stay behind for the next batch to commit.
      if (!isStillThere()) log.warn("The journal's connection broke as well");
      throw e;
    }
  }

  private static void refuse(List<Waiting> batch, RuntimeException why) {
    batch.forEach(waiting -> waiting.refuse(why));
  }

  private long oneByOne(List<Waiting> batch) {
    long size = 0;
    for (Waiting waiting : batch) size = Math.max(size, write(List.of(waiting)));
    return size;
  }

  private Connection connected() throws SQLException {
    Connection current = connection;
    for (int dead = 0; current == null; dead++) {
      current = dataSource.getConnection();
      try {
        prepare(current);
      } catch (SQLException e) {
        // After a restart of the server a pool may be full of what was connected before.
        current.close();
        current = null;
        if (dead == MOST_DEAD_CONNECTIONS) throw e;
      }
    }
    connection = current;
    return current;
  }

  private void prepare(Connection current) throws SQLException {
    try (Statement statement = current.createStatement()) {
      statement.execute(SESSION);
    }
    current.setAutoCommit(false);
    current.setNetworkTimeout(Runnable::run, MILLIS_OF_SILENCE);
    // A pipeline cannot have it; the pool may have asked for it.
    PgConnection driver = current.unwrap(PgConnection.class);
    prepareThreshold = driver.getPrepareThreshold();
    driver.setPrepareThreshold(1);
    driver.setForceBinary(false);
  }

  /** Rolls back; gives the connection up when it does not answer. */
  private boolean isStillThere() {
    Connection current = connection;
    if (current == null) return false;
    try {
      current.rollback();
      if (current.isValid(SECONDS_TO_ANSWER)) return true;
    } catch (SQLException e) {
      log.warn("The journal's connection broke (SQL state {})", e.getSQLState());
    }
    disconnect();
    return false;
  }

  /** Gives the connection back as it was. */
  void disconnect() {
    Connection current = connection;
    connection = null;
    if (current == null) return;
    try (current;
        Statement statement = current.createStatement()) {
      statement.execute("reset all");
      current.commit();
      PgConnection driver = current.unwrap(PgConnection.class);
      driver.setPrepareThreshold(prepareThreshold);
      driver.setForceBinary(prepareThreshold < 0);
    } catch (SQLException e) {
      log.debug("The journal's connection is gone (SQL state {})", e.getSQLState());
    }
  }

  /**
   * A server that only reads, as a standby does; serialisation, resources (a full disk), a lock not
   * given, intervention, system error.
   */
  private static boolean isNobodysFault(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return List.of("25006", "40", "53", "55", "57", "58").stream().anyMatch(state::startsWith);
  }

  /** Never repeats the database's own words: they may quote values. */
  private static RuntimeException refusal(Append append, SQLException e) {
    String constraint = constraintOf(e);
    if (UNIQUE_VIOLATION.equals(e.getSQLState())
        && constraint.equals("event_stream_sequence_key")
        && !append.facts().isEmpty()) {
      NewFact first = append.facts().getFirst();
      return new Conflict(first.stream(), first.sequence() - 1, first.sequence());
    }
    return new IllegalStateException(
        "the database refuses the append: SQL state %s, constraint %s"
            .formatted(e.getSQLState(), constraint));
  }

  private static String constraintOf(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException postgres) {
        ServerErrorMessage message = postgres.getServerErrorMessage();
        if (message != null) return String.valueOf(message.getConstraint());
      }
    }
    return "unknown";
  }
}
