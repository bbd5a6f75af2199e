package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Rulings;

/** Axon as it comes: its own tables, its own storage engine, its locks, its transactions. */
final class StockAxon implements Contender {

  private final HikariDataSource pool;
  private final Transactions transactions;
  private final JdbcEventStorageEngine engine;
  private final EmbeddedEventStore store;
  private final CommandBus commands;
  private final int run;

  StockAxon(HikariDataSource pool, int run) {
    this.pool = pool;
    this.run = run;
    this.transactions = new Transactions(pool);
    Serializer serializer = Jackson3Serializer.builder().build();
    this.engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(transactions)
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    this.store = EmbeddedEventStore.builder().storageEngine(engine).build();
    this.commands = SimpleCommandBus.builder().transactionManager(transactions).build();
    EventSourcingRepository<Folder> repository =
        EventSourcingRepository.builder(Folder.class).eventStore(store).build();
    AggregateAnnotationCommandHandler.<Folder>builder()
        .aggregateType(Folder.class)
        .repository(repository)
        .build()
        .subscribe(commands);
  }

  void makeTables() {
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
  }

  /**
   * As Axon's own factory makes them; where an aggregate applies its events, this JVM's is ours.
   */
  static String id() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void order(int client, long number) {
    String folder = Contender.folderOf(run, client, number);
    give(
        Contender.opens(number)
            ? new Folder.Open(folder)
            : new Folder.Note(folder, Folder.REFERENCES));
  }

  private void give(Order order) {
    commands.dispatch(
        new GenericCommandMessage<>(order, Map.of(Rulings.ACT, Folder.act())),
        (_, result) -> {
          if (result.isExceptional())
            throw new IllegalStateException("an order failed", result.exceptionResult());
        });
  }

  /** One transaction of events that are decided already. */
  void append(List<? extends EventMessage<?>> events) {
    Transaction transaction = transactions.startTransaction();
    engine.appendEvents(events);
    transaction.commit();
  }

  /** One more note. */
  void note(String folder) {
    give(new Folder.Note(folder, Folder.REFERENCES));
  }

  /** All events in order, decoded. */
  long readAll() {
    try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
      return events
          .filter(event ->
              Objects.nonNull(event.getPayload()) && event.getMetaData().containsKey("envelope"))
          .count();
    }
  }

  @Override
  public boolean virtualClients() {
    return false;
  }

  @Override
  public void close() {
    store.shutDown();
    pool.close();
  }

  /** One connection a thread while a transaction runs; lighter than Spring's, to the same end. */
  private static final class Transactions implements TransactionManager, ConnectionProvider {

    private final DataSource pool;
    private static final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

    Transactions(DataSource pool) {
      this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection running = current.get();
      return running == null
          ? pool.getConnection()
          : ConnectionWrapperFactory.wrap(running, new ConnectionWrapperFactory.NoOpCloseHandler());
    }

    @Override
    public Transaction startTransaction() {
      if (current.get() != null) return new Joined();
      try {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        current.set(connection);
        return new Own(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Part of one that runs already. */
    private static final class Joined implements Transaction {
      @Override
      public void commit() {}

      @Override
      public void rollback() {}
    }

    private static final class Own implements Transaction {

      private final Connection connection;

      Own(Connection connection) {
        this.connection = connection;
      }

      @Override
      public void commit() {
        end(Connection::commit);
      }

      @Override
      public void rollback() {
        end(Connection::rollback);
      }

      private interface End {
        void of(Connection connection) throws SQLException;
      }

      private void end(End end) {
        try (connection) {
          end.of(connection);
          connection.setAutoCommit(true);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        } finally {
          current.remove();
        }
      }
    }
  }
}
