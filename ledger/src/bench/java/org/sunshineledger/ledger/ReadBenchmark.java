package org.sunshineledger.ledger;

import java.sql.SQLException;

/** Everything in order, decoded: what a rebuild does. */
final class ReadBenchmark {

  private static final int FOLDERS = 200;
  private static final int EVENTS = 1_000;

  private final Benchmark benchmark;

  ReadBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws SQLException {
    String database = benchmark.database();
    benchmark.makeAxonSchema(database);
    StockAxon stock = new StockAxon(benchmark.pool(database, 8, "&currentSchema=axon"), 0);
    stock.makeTables();
    BareDatabase bare = new BareDatabase(benchmark.pool(database, 8, ""), 0);
    OurLedger ours = new OurLedger(benchmark.pool(database, 20, ""), 0);
    for (int i = 0; i < FOLDERS; i++) {
      ours.append(BulkBenchmark.events(OurLedger::id, "read-" + i, 0, EVENTS));
      stock.append(BulkBenchmark.events(StockAxon::id, "read-" + i, 0, EVENTS));
    }
    // As the server does by itself within a minute.
    benchmark.analyze(database);
    long facts = (long) FOLDERS * EVENTS;
    double[] medians =
        Benchmark.inTurn(
            () -> Benchmark.rate(facts, ours::readAll),
            () -> Benchmark.rate(facts, stock::readAll),
            () -> Benchmark.rate(facts, bare::readAll));
    Benchmark.print("read", "facts/s", medians[0], "stock", medians[1]);
    Benchmark.print("read-against-cursor", "facts/s", medians[0], "cursor", medians[2]);
    ours.close();
    stock.close();
    bare.close();
    benchmark.drop(database);
  }
}
