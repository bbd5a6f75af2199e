package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Appender.Waiting;

/**
 * Keeps the appender's connection, finds the culprit when the database refuses a batch, and opens a
 * new connection after the old one broke. Used by the appender's thread only.
 */
final class Writer {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final int SECONDS_TO_ANSWER = 5;
  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  private final DataSource dataSource;
  private @Nullable Connection connection;

  Writer(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Writes what of the batch can be written, completes every caller, and returns the journal's size
   * (0 when it was not learnt). When the database refuses the batch as a whole, each append is
   * tried alone, so that only the culprit fails.
   */
  long write(List<Waiting> batch) {
    try {
      return new AppendTransaction(connected(), batch).run();
    } catch (SQLException e) {
      boolean lost = !isStillThere();
      if (!lost && batch.size() > 1) return oneByOne(batch);
      RuntimeException why =
          lost
              ? Unavailable.because("the journal lost its database connection", e)
              : refusal(batch.getFirst().append(), e);
      batch.forEach(waiting -> waiting.refuse(why));
      return 0;
    }
  }

  private long oneByOne(List<Waiting> batch) {
    long size = 0;
    for (Waiting waiting : batch) size = Math.max(size, write(List.of(waiting)));
    return size;
  }

  private Connection connected() throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = dataSource.getConnection();
      current.setAutoCommit(false);
      connection = current;
    }
    return current;
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

  void disconnect() {
    Connection current = connection;
    connection = null;
    if (current == null) return;
    try {
      current.close();
    } catch (SQLException e) {
      log.debug("The journal's connection would not close (SQL state {})", e.getSQLState());
    }
  }

  /** Never repeats the database's own words: they may quote values. */
  private static RuntimeException refusal(Append append, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String constraint = constraintOf(e);
    if (state.equals(UNIQUE_VIOLATION)
        && constraint.equals("event_stream_sequence_key")
        && !append.facts().isEmpty()) {
      NewFact first = append.facts().getFirst();
      return new Conflict(first.stream(), first.sequence() - 1, first.sequence());
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      // Serialisation, resources (a full disk), limits, state, intervention, system error.
      case "40", "53", "54", "55", "57", "58" ->
          Unavailable.because("the database cannot take the append", e);
      default ->
          new IllegalStateException(
              "the database refuses the append: SQL state %s, constraint %s"
                  .formatted(state, constraint));
    };
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
