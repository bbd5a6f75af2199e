package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventMessage;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/**
 * What it costs to seal, and how long a fact waits for its proof. The peer of sealing is the same
 * ledger that does not seal.
 */
final class SealBenchmark {

  private static final int FACTS_OF_AN_APPEND = 1_000;
  private static final int APPENDS_OF_A_ROUND = 200;

  private static final int FACTS_A_SECOND = 2_000;
  private static final int CLIENTS = 64;

  /** Of so many facts of a client one is waited for until it has its proof. */
  private static final int LOOKED_AT = 20;

  private final Benchmark benchmark;

  SealBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() {
    cost();
    waiting();
  }

  private static TransparencyLog log(HikariDataSource pool, OurLedger ledger) {
    SigningKey key = SigningKey.make("bench.example/ledger", KeyType.LOG, new SecureRandom());
    return TransparencyLog.open(pool, ledger.journal(), LogKeys.parse(key.secret()));
  }

  /**
   * A round of the sealed one ends when its last fact is in a checkpoint: it is long, so that the
   * pause between two checkpoints counts little.
   */
  private void cost() {
    String sealedDatabase = benchmark.database();
    String plainDatabase = benchmark.database();
    HikariDataSource pool = benchmark.pool(sealedDatabase, 20, "");
    OurLedger sealed = new OurLedger(pool, 0);
    OurLedger plain = new OurLedger(benchmark.pool(plainDatabase, 20, ""), 1);
    try (TransparencyLog log = log(pool, sealed)) {
      int facts = FACTS_OF_AN_APPEND * APPENDS_OF_A_ROUND;
      double[] medians =
          Benchmark.inTurn(
              () -> {
                List<List<EventMessage<?>>> appends = appends();
                return Benchmark.rate(
                    facts,
                    () -> {
                      appends.forEach(sealed::append);
                      await(log, sealed.journal().size());
                    });
              },
              () -> {
                List<List<EventMessage<?>>> appends = appends();
                return Benchmark.rate(facts, () -> appends.forEach(plain::append));
              });
      Benchmark.print("bulk-sealed", "facts/s", medians[0], "unsealed", medians[1]);
    }
    sealed.close();
    plain.close();
    benchmark.drop(sealedDatabase);
    benchmark.drop(plainDatabase);
  }

  private static List<List<EventMessage<?>>> appends() {
    List<List<EventMessage<?>>> appends = new ArrayList<>();
    for (int i = 0; i < APPENDS_OF_A_ROUND; i++)
      appends.add(
          BulkBenchmark.events(OurLedger::id, "seal-" + OurLedger.id(), 0, FACTS_OF_AN_APPEND));
    return appends;
  }

  /** Clients that keep to a pace; the time runs from the answer to the order on. */
  private void waiting() {
    String database = benchmark.database();
    HikariDataSource pool = benchmark.pool(database, 20, "");
    OurLedger ledger = new OurLedger(pool, 0);
    try (TransparencyLog log = log(pool, ledger)) {
      long[] _ = paced(ledger, log);
      long[] sorted = paced(ledger, log);
      Arrays.sort(sorted);
      Benchmark.say(
          "BENCH commit-to-proof p50=%.0f p99=%.0f max=%.0f (ms, of %d facts at %d facts/s)",
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6,
          sorted[sorted.length - 1] / 1e6,
          sorted.length,
          FACTS_A_SECOND);
    }
    ledger.close();
    benchmark.drop(database);
  }

  private static long[] paced(OurLedger ledger, TransparencyLog log) {
    long between = CLIENTS * 1_000_000_000L / FACTS_A_SECOND;
    int orders = FACTS_A_SECOND * Benchmark.SECONDS * 2 / CLIENTS;
    List<Future<List<Long>>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int client = 0; client < CLIENTS; client++) {
        String name = OurLedger.id();
        clients.add(
            threads.submit(() -> {
              List<Future<Long>> waited = new ArrayList<>();
              for (int i = 0; i < orders; i++) {
                LockSupport.parkNanos(begin + i * between - System.nanoTime());
                long position = ledger.order("%s-%d".formatted(name, i / Contender.LIFE), i);
                long answered = System.nanoTime();
                if (i % LOOKED_AT == 0)
                  waited.add(threads.submit(() -> proven(log, position) - answered));
              }
              List<Long> nanos = new ArrayList<>();
              for (Future<Long> each : waited) nanos.add(each.get());
              return nanos;
            }));
      }
      LongStream.Builder all = LongStream.builder();
      for (Future<List<Long>> each : clients) each.get().forEach(all::add);
      return all.build().toArray();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** When the proof file was there. */
  private static long proven(TransparencyLog log, long position) {
    await(log, position + 1);
    if (log.proof(position).isEmpty()) throw new IllegalStateException("no proof of " + position);
    return System.nanoTime();
  }

  static void await(TransparencyLog log, long size) {
    try {
      if (!log.awaitSize(size, Duration.ofMinutes(1)))
        throw new IllegalStateException("not sealed in a minute");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
