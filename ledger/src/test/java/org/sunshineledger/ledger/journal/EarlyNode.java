package org.sunshineledger.ledger.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database as a node sees it whose transactions are given their number (xid) before they do
 * anything else, as if they had written another row first. When it is told to, the node stops right
 * there: it has an old number, and nothing more.
 */
final class EarlyNode extends DelegatingDataSource {

  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private volatile CountDownLatch goOn = new CountDownLatch(0);

  EarlyNode(DataSource database) {
    super(database);
  }

  void stopAtTheNextTransaction() {
    stopped = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
  }

  void awaitStop() throws InterruptedException {
    stopped.await();
  }

  void goOn() {
    goOn.countDown();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    BaseConnection driver = real.unwrap(BaseConnection.class);
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")
                  && !real.getAutoCommit()
                  && driver.getTransactionState() == TransactionState.IDLE) number(real);
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void number(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_current_xact_id()");
    }
    stopped.countDown();
    goOn.await();
  }
}
