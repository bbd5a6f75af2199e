package org.sunshineledger.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The first order after a start on a stream of 100,000 facts, as a project's after many payments.
 */
final class StreamsBenchmark {

  private static final int EVENTS = 100_000;
  private static final int EVENTS_OF_AN_APPEND = 1_000;

  private final Benchmark benchmark;

  StreamsBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws SQLException {
    String database = benchmark.database();
    benchmark.makeAxonSchema(database);
    StockAxon stock = new StockAxon(benchmark.pool(database, 4, "&currentSchema=axon"), 0);
    stock.makeTables();
    OurLedger first = new OurLedger(benchmark.pool(database, 8, ""), 0);
    for (int from = 0; from < EVENTS; from += EVENTS_OF_AN_APPEND) {
      stock.append(BulkBenchmark.events(StockAxon::id, "long", from, EVENTS_OF_AN_APPEND));
      first.append(BulkBenchmark.events(OurLedger::id, "long", from, EVENTS_OF_AN_APPEND));
    }
    first.close();
    List<Double> ours = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    for (int round = 0; round <= Benchmark.PAIRS; round++) {
      // Another ledger remembers nothing.
      OurLedger started = new OurLedger(benchmark.pool(database, 8, ""), 0);
      double mine = millis(() -> started.note("long", 1));
      started.close();
      double theirs = millis(() -> stock.note("long"));
      // The first one reads it all and keeps the snapshot.
      if (round == 0) continue;
      ours.add(mine);
      peer.add(theirs);
    }
    Benchmark.say(
        "BENCH order-on-100000-facts ours=%.1f stock=%.1f ratio=%.4f (ms)",
        Benchmark.median(ours),
        Benchmark.median(peer),
        Benchmark.median(ours) / Benchmark.median(peer));
    stock.close();
    benchmark.drop(database);
  }

  private static double millis(Runnable order) {
    long start = System.nanoTime();
    order.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
