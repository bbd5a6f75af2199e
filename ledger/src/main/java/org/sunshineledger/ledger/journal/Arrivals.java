package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the journal reaches, as far as this process has heard: at once for its own appends,
 * through {@code LISTEN} for those of other nodes. A node that is alone need not be notified of its
 * own appends, so it looks every second whether another one listens; and whoever began to listen
 * within that second looks for itself.
 */
final class Arrivals implements AutoCloseable {

  static final String CHANNEL = "journal";

  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
  private static final int LISTEN_MILLIS = 100;
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String LISTENER = "sunshine-ledger listener";

  private static final String LOOK =
      """
      select
        (select coalesce(max(position), -1) from journal.event),
        exists (
          select from pg_stat_activity
          where datname = current_database() and application_name = ?
            and pid <> pg_backend_pid())
      """;

  private final DataSource dataSource;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread listener;
  private volatile long size;
  private volatile boolean othersListen = true;

  Arrivals(DataSource dataSource, long size) {
    this.dataSource = dataSource;
    this.size = size;
    this.listener = Thread.ofVirtual().name("journal-listener").start(this::listen);
  }

  /** The next position, as far as known. */
  long size() {
    return size;
  }

  /** Whether another node wants to hear of appends. */
  boolean othersListen() {
    return othersListen;
  }

  /** Facts up to here are committed. */
  void reached(long newSize) {
    lock.lock();
    try {
      if (newSize <= size) return;
      size = newSize;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    for (Runnable callback : callbacks) {
      try {
        callback.run();
      } catch (RuntimeException e) {
        // A processor that is shutting down takes no more work; the next one must still hear.
        log.debug("Could not wake a reader", e);
      }
    }
  }

  /** Whether there is a fact at the position, waiting for one at most that long. */
  boolean awaitFact(long position, long timeout, TimeUnit unit) throws InterruptedException {
    long nanos = unit.toNanos(timeout);
    if (size > position) return true;
    lock.lockInterruptibly();
    try {
      while (size <= position) {
        if (nanos <= 0) return false;
        nanos = grown.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void whenGrown(Runnable callback) {
    callbacks.add(callback);
  }

  void forget(Runnable callback) {
    callbacks.remove(callback);
  }

  private void listen() {
    while (!isClosed()) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setNetworkTimeout(Runnable::run, Writer.MILLIS_OF_SILENCE);
        statement.execute("set application_name = '" + LISTENER + "'");
        statement.execute("listen " + CHANNEL);
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try {
          while (!isClosed()) {
            look(connection);
            long looked = System.nanoTime();
            while (!isClosed() && System.nanoTime() - looked < LOOK_EVERY_NANOS)
              for (PGNotification heard : postgres.getNotifications(LISTEN_MILLIS))
                reached(Long.parseLong(heard.getParameter()));
          }
        } finally {
          statement.execute("unlisten *");
          statement.execute("reset application_name");
        }
      } catch (SQLException e) {
        if (isClosed()) return;
        log.warn("Lost the journal's notifications (SQL state {}); trying again", e.getSQLState());
        try {
          if (closing.await(1, TimeUnit.SECONDS)) return;
        } catch (InterruptedException closed) {
          return;
        }
      }
    }
  }

  /** What was committed while nobody told, and whether another node is to be told. */
  private void look(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setString(1, LISTENER);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) return;
        reached(row.getLong(1) + 1);
        othersListen = row.getBoolean(2);
      }
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      // An interrupt would break the connection; it looks up often enough to go by itself.
      if (!listener.join(Duration.ofSeconds(2))) log.debug("The listener still waits");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
