package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * An event store as it is often made: a sequence numbers the rows when they are written, which is
 * not when they are committed. It is here to show that each hazard is one.
 */
final class NaiveStore {

  private final DataSource database;

  NaiveStore(DataSource database) {
    this.database = database;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table view.naive (
            pos bigserial primary key,
            xid xid8 not null default pg_current_xact_id(),
            said text not null);
          create table view.something_else (n int);
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A writer that is stepped by hand; closing it rolls back. */
  Writing writing() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return new Writing(connection);
  }

  record Writing(Connection connection) implements AutoCloseable {

    void write(String said) throws SQLException {
      run("insert into view.naive (said) values ('%s')".formatted(said));
    }

    /** Gets a number for its transaction, and leaves the store alone. */
    void writeSomethingElse() throws SQLException {
      run("insert into view.something_else values (1)");
    }

    private void run(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.close();
    }
  }

  /** Goes by the position alone. */
  Reading byPosition() {
    return new Reading("pos > ?::bigint", "pos");
  }

  /** Goes by the position, and only as far as no older transaction runs. */
  Reading byPositionBehindRunningTransactions() {
    return new Reading("pos > ?::bigint and xid < pg_snapshot_xmin(pg_current_snapshot())", "pos");
  }

  /** Goes by transaction and position, and only as far as no older transaction runs. */
  Reading byTransaction() {
    return new Reading(
        "(xid, pos) > (?::xid8, ?::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())",
        "xid, pos");
  }

  /** A reader with its cursor. */
  final class Reading {

    private final String sql;
    private final boolean isByTransaction;
    private String xid = "0";
    private String position = "0";

    private Reading(String where, String order) {
      sql = "select xid, pos, said from view.naive where %s order by %s".formatted(where, order);
      isByTransaction = order.startsWith("xid");
    }

    /** What is new to it. */
    List<String> more() throws SQLException {
      List<String> said = new ArrayList<>();
      try (Connection connection = database.getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        int parameter = 1;
        if (isByTransaction) statement.setString(parameter++, xid);
        statement.setString(parameter, position);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            xid = row.getString(1);
            position = row.getString(2);
            said.add(row.getString(3));
          }
        }
      }
      return said;
    }
  }
}
