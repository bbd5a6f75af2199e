package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the running thread: rows, trail and token are written on its one connection,
 * so that a page is folded exactly once whatever fails. It begins where something is first asked of
 * the database: a page that holds nothing for a view costs none. Its commit does not wait for the
 * disk: what a crash takes is folded again from the journal, whose commits do.
 */
final class Transactions implements TransactionManager, ConnectionProvider {

  private final DataSource dataSource;

  @SuppressWarnings("ThreadLocalUsage") // One a pool: a static one would mix two ledgers.
  private final ThreadLocal<@Nullable Owned> running = new ThreadLocal<>();

  Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Transaction startTransaction() {
    if (running.get() != null) return new Joined();
    Owned owned = new Owned();
    running.set(owned);
    return owned;
  }

  /** The running transaction's connection, which does not close; else a connection of its own. */
  @Override
  public Connection getConnection() throws SQLException {
    @Nullable Owned owned = running.get();
    return owned == null
        ? dataSource.getConnection()
        : ConnectionWrapperFactory.wrap(
            owned.connection(), new ConnectionWrapperFactory.NoOpCloseHandler());
  }

  private Connection begun() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      connection.setAutoCommit(false);
      // Prepared, so that the server parses it once.
      try (PreparedStatement statement =
          connection.prepareStatement("set local synchronous_commit = off")) {
        statement.execute();
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private final class Owned implements Transaction {

    private @Nullable Connection connection;

    Connection connection() throws SQLException {
      if (connection == null) connection = begun();
      return connection;
    }

    @Override
    public void commit() {
      try {
        if (connection != null) connection.commit();
      } catch (SQLException e) {
        throw new JdbcException("a view's page was not committed", e);
      } finally {
        release();
      }
    }

    @Override
    public void rollback() {
      try {
        if (connection != null) connection.rollback();
      } catch (SQLException e) {
        throw new JdbcException("a view's page was not rolled back", e);
      } finally {
        release();
      }
    }

    private void release() {
      running.remove();
      if (connection == null) return;
      try (Connection given = connection) {
        connection = null;
        given.setAutoCommit(true);
      } catch (SQLException e) {
        throw new JdbcException("a view's connection was not given back", e);
      }
    }
  }

  /** Inside another transaction, which alone decides. */
  private static final class Joined implements Transaction {

    @Override
    public void commit() {}

    @Override
    public void rollback() {}
  }
}
