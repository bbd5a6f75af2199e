package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A streaming processor that writes down the position of every fact it reads, a batch at a time,
 * rows and token in one transaction as the views do. The table would take a position twice: that
 * none is there twice is for the test to see.
 */
final class ReadingOnce implements AutoCloseable {

  static final String TABLE = "create table view.drill_read (position bigint not null)";

  private static final String NAME = "drill";

  private final DataSource inTransaction;
  private final LongConsumer told;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final PooledStreamingEventProcessor processor;

  ReadingOnce(DataSource database, Journal journal, LongConsumer told) {
    this.inTransaction = new TransactionAwareDataSourceProxy(database);
    this.told = told;
    this.processor =
        PooledStreamingEventProcessor.builder()
            .name(NAME)
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder()
                    .eventHandlers(new Reader())
                    // The default would log what failed, and go on to the next fact.
                    .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                    .build())
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(Sayings.eventStore(journal))
            .tokenStore(Tokens.store(inTransaction::getConnection))
            .transactionManager(transactions(database))
            .coordinatorExecutor(threads)
            .workerExecutor(threads)
            .initialSegmentCount(1)
            .tokenClaimInterval(100)
            .batchSize(50)
            .build();
    processor.start();
  }

  private static TransactionManager transactions(DataSource database) {
    DataSourceTransactionManager spring = new DataSourceTransactionManager(database);
    return () -> {
      TransactionStatus status = spring.getTransaction(new DefaultTransactionDefinition());
      return new Transaction() {
        @Override
        public void commit() {
          spring.commit(status);
        }

        @Override
        public void rollback() {
          spring.rollback(status);
        }
      };
    };
  }

  /** Axon finds the handler by its annotation and its first parameter. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private final class Reader {
    @EventHandler
    void on(Sayings.Saying event, EventMessage<?> message) throws SQLException {
      long position = JournalStorageEngine.factOf(message).position();
      try (Connection connection = inTransaction.getConnection();
          PreparedStatement insert =
              connection.prepareStatement("insert into view.drill_read values (?)")) {
        insert.setLong(1, position);
        insert.execute();
      }
      told.accept(position);
    }
  }

  /** How many positions are written down, and how many of them only once. */
  record Read(long rows, long positions, long last) {

    static Read by(DataSource database) throws SQLException {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  """
                  select count(*), count(distinct position), coalesce(max(position), -1)
                  from view.drill_read
                  """)) {
        row.next();
        return new Read(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }

    /** Each position below the size, and each once. */
    static Read everything(long size) {
      return new Read(size, size, size - 1);
    }
  }

  /** A killed node's claim on the token lapses after seconds; a drill has no time for that. */
  static void letGoOfTheToken(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update view.token_entry set owner = null");
    }
  }

  void startAgain() {
    processor.shutDown();
    processor.start();
  }

  @Override
  public void close() {
    processor.shutDown();
    threads.shutdownNow();
  }
}
