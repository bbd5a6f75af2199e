package org.sunshineledger.projections.view;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work on several things at once. */
final class SideBySide implements AutoCloseable {

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** The pool is there for others too. */
  private static final int CONNECTIONS = Math.min(4, THREADS);

  private final ExecutorService threads;

  private SideBySide(int threads) {
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /** With a thread for each processor, two at least. */
  static SideBySide onAllProcessors() {
    return new SideBySide(THREADS);
  }

  /** For work that takes a connection from the pool each: four at most. */
  static SideBySide withConnections() {
    return new SideBySide(CONNECTIONS);
  }

  /** What is done for one thing. */
  @FunctionalInterface
  interface Work<T> {
    void on(T thing) throws SQLException;
  }

  /** Begins it; {@link #join} waits for it. */
  <T> CompletableFuture<Void> begin(T thing, Work<? super T> work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.on(thing);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  <T> CompletableFuture<Void> beginEach(Collection<? extends T> things, Work<? super T> work) {
    return all(things.stream().map(each -> begin(each, work)).toList());
  }

  /** Does it for each, and returns when all are done. */
  <T> void each(Collection<? extends T> things, Work<? super T> work) throws SQLException {
    join(beginEach(things, work));
  }

  static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> parts) {
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  /** Waits, and throws what the work threw. */
  static <T> T join(CompletableFuture<T> future) throws SQLException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) throw sql;
      if (e.getCause() instanceof RuntimeException unchecked) throw unchecked;
      throw e;
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
