package org.sunshineledger.ledger.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.sunshineledger.ledger.database.Replication;

/**
 * Several statements sent to the server at once: one way there and one way back, however many there
 * are. Each sees what was committed when its turn comes.
 */
final class Pipeline {

  /** Reads the rows of one statement. */
  interface Rows {
    void read(ResultSet rows) throws SQLException;
  }

  static final Rows NOTHING = _ -> {};

  private final Connection database;
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private final List<Rows> readers = new ArrayList<>();

  Pipeline(Connection database) {
    this.database = database;
  }

  /** A statement without rows. */
  Pipeline then(String sql, Object... values) {
    text.append(text.isEmpty() ? "" : ";\n").append(sql.strip());
    this.values.addAll(List.of(values));
    return this;
  }

  /** A statement whose rows are read when the answers come. */
  Pipeline read(Rows reader, String sql, Object... values) {
    readers.add(reader);
    return then(sql, values);
  }

  /**
   * Sends everything and reads the answers in their order.
   *
   * @throws SQLException also when there was a commit among it that the standby may not have
   */
  void run() throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(text.toString())) {
      // Kept on the server from the first time on. Never -1: of several statements the driver would
      // ask for the columns of one only.
      statement.unwrap(PGStatement.class).setPrepareThreshold(1);
      for (int i = 0; i < values.size(); i++) set(statement, i + 1, values.get(i));
      boolean rows = statement.execute();
      for (Rows reader : readers) {
        while (!rows) rows = statement.getMoreResults();
        try (ResultSet result = statement.getResultSet()) {
          reader.read(result);
        }
        rows = statement.getMoreResults();
      }
      Replication.requireWhole(statement.getWarnings());
    }
  }

  private void set(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(index, number);
      case String said -> statement.setString(index, said);
      case Instant moment ->
          statement.setObject(index, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
      case byte[][] bytes -> statement.setArray(index, array("bytea", bytes));
      case long[] numbers -> statement.setArray(index, array("int8", numbers));
      case int[] numbers -> statement.setArray(index, array("int4", numbers));
      case boolean[] flags -> statement.setArray(index, array("bool", flags));
      case String[] texts -> statement.setArray(index, array("text", texts));
      default -> throw new IllegalArgumentException("cannot be sent: " + value.getClass());
    }
  }

  private Array array(String type, Object elements) throws SQLException {
    return database.unwrap(PGConnection.class).createArrayOf(type, elements);
  }
}
