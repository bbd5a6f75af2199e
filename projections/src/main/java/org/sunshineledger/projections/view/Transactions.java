package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the running thread: rows, trail and token are written on its one connection,
 * so that a page is folded exactly once whatever fails. Its commit does not wait for the disk: what
 * a crash takes is folded again from the journal, whose commits do.
 */
final class Transactions implements TransactionManager, ConnectionProvider {

  private final DataSource dataSource;

  @SuppressWarnings("ThreadLocalUsage") // One a pool: a static one would mix two ledgers.
  private final ThreadLocal<@Nullable Connection> running = new ThreadLocal<>();

  Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Transaction startTransaction() {
    if (running.get() != null) return new Joined();
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local synchronous_commit = off");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      running.set(connection);
      return new Owned(connection);
    } catch (SQLException e) {
      throw new JdbcException("no connection for a view", e);
    }
  }

  /** The running transaction's connection, which does not close; else a connection of its own. */
  @Override
  public Connection getConnection() throws SQLException {
    @Nullable Connection connection = running.get();
    return connection == null
        ? dataSource.getConnection()
        : ConnectionWrapperFactory.wrap(
            connection, new ConnectionWrapperFactory.NoOpCloseHandler());
  }

  private final class Owned implements Transaction {

    private final Connection connection;

    Owned(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void commit() {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw new JdbcException("a view's page was not committed", e);
      } finally {
        release();
      }
    }

    @Override
    public void rollback() {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new JdbcException("a view's page was not rolled back", e);
      } finally {
        release();
      }
    }

    private void release() {
      running.remove();
      try (connection) {
        connection.setAutoCommit(true);
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
