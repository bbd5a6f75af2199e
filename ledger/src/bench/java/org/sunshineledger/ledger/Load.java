package org.sunshineledger.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop: each client gives its next order as soon as the last is answered. */
final class Load {

  /**
   * What was measured.
   *
   * @param perSecond orders answered a second, all clients together
   * @param p50 of the time from order to answer, milliseconds
   * @param p99 likewise
   */
  record Rate(double perSecond, double p50, double p99) {}

  private Load() {}

  /** Numbers of orders go on where the last run of this client ended. */
  static Rate run(Contender contender, int clients, long[] next, Duration time) {
    List<Future<long[]>> loops = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    long nanos = time.toNanos();
    try (ExecutorService threads =
        contender.virtualClients()
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int client = 0; client < clients; client++) {
        int me = client;
        loops.add(
            threads.submit(() -> {
              go.await();
              return loop(contender, me, next, nanos);
            }));
      }
      go.countDown();
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> each : loops) all.add(each.get());
      long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Rate(
          sorted.length / (nanos / 1e9),
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] loop(Contender contender, int me, long[] next, long nanos) {
    long[] took = new long[1 << 10];
    int count = 0;
    long start = System.nanoTime();
    for (long now = start; now - start < nanos; ) {
      contender.order(me, next[me]++);
      long then = System.nanoTime();
      if (count == took.length) took = Arrays.copyOf(took, 2 * count);
      took[count++] = then - now;
      now = then;
    }
    return Arrays.copyOf(took, count);
  }
}
