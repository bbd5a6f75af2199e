package org.sunshineledger.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.sunshineledger.ledger.journal.JournalUnavailable;

/**
 * Work on several orders at once: so the journal commits many together. Those of one stream are
 * worked on one after the other, as they were asked.
 */
final class Abreast implements AutoCloseable {

  /** Of all callers together: whoever gives one order alone does not wait behind thousands. */
  private static final int AT_ONCE = 64;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(AT_ONCE);

  /**
   * What comes of each, in the order in which they were asked.
   *
   * @throws JournalUnavailable when the caller is interrupted; what was asked is brought to its end
   *     all the same, and who has given keys finds out by them
   */
  <T> List<T> each(List<Asked> orders, Function<Asked, T> work) {
    List<Future<Map<Integer, T>>> running = new ArrayList<>();
    for (List<Integer> places : byStream(orders))
      running.add(threads.submit(() -> inTurn(orders, places, work)));
    Map<Integer, T> done = new LinkedHashMap<>();
    for (Future<Map<Integer, T>> ofStream : running) done.putAll(result(ofStream));
    return IntStream.range(0, orders.size()).mapToObj(done::get).toList();
  }

  private static Collection<List<Integer>> byStream(List<Asked> orders) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++)
      places.computeIfAbsent(orders.get(i).order().stream(), _ -> new ArrayList<>()).add(i);
    return places.values();
  }

  private <T> Map<Integer, T> inTurn(
      List<Asked> orders, List<Integer> places, Function<Asked, T> work)
      throws InterruptedException {
    Map<Integer, T> done = new LinkedHashMap<>();
    for (int place : places) {
      atOnce.acquire();
      try {
        done.put(place, work.apply(orders.get(place)));
      } finally {
        atOnce.release();
      }
    }
    return done;
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted among several orders", Duration.ZERO);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException("an order failed", e.getCause());
      }
    }
  }

  /** Once what was begun is at its end. */
  @Override
  public void close() {
    threads.close();
  }
}
