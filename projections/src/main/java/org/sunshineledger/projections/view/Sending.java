package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies lines into tables on one connection, in its transaction, while those who make the lines go
 * on.
 */
final class Sending implements AutoCloseable {

  /** So many pieces at most are on the way, about 16 MB; whoever has another waits. */
  private static final int ON_THE_WAY = 64;

  private final Connection connection;
  private final Semaphore room = new Semaphore(ON_THE_WAY);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("views-sending").factory());
  private volatile @Nullable SQLException failure;

  Sending(Connection connection) {
    this.connection = connection;
  }

  /**
   * Sends lines later; waits while too many are on the way.
   *
   * @param into table and columns
   * @throws SQLException when something could not be sent before
   */
  void send(String into, CopyBinary lines) throws SQLException {
    if (lines.isEmpty()) return;
    byte[] bytes = lines.take();
    room.acquireUninterruptibly();
    Future<?> _ =
        thread.submit(() -> {
          try {
            if (failure == null) copy(into, bytes);
          } catch (SQLException e) {
            failure = e;
          } catch (RuntimeException e) {
            failure = new SQLException("the lines were not sent", e);
          } finally {
            room.release();
          }
        });
    throwFailure();
  }

  private void copy(String into, byte[] bytes) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + into + " from stdin (format binary)");
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
      long _ = copy.endCopy();
    } finally {
      if (copy.isActive()) copy.cancelCopy();
    }
  }

  /** Waits until all is sent. */
  void flush() throws SQLException {
    room.acquireUninterruptibly(ON_THE_WAY);
    room.release(ON_THE_WAY);
    throwFailure();
  }

  private void throwFailure() throws SQLException {
    SQLException failed = failure;
    if (failed != null) throw failed;
  }

  /** Nobody uses the connection any more when it returns. */
  @Override
  public void close() {
    thread.close();
  }
}
