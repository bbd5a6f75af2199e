package org.sunshineledger.projections.view;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work on several things at once, with a thread for each processor, two at least. */
final class SideBySide implements AutoCloseable {

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

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
