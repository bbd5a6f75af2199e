package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Single orders, each decided on its folder's history and durable when it is answered. */
final class OrdersBenchmark {

  private static final List<Integer> CLIENTS =
      Arrays.stream(System.getProperty("bench.clients", "1,16,64,256").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  private static final int CONNECTIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private final Benchmark benchmark;

  OrdersBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  /** A contender with what it has shown so far. */
  private static final class Lane {

    private final Contender contender;
    private final long[] next = new long[256];
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();

    Lane(Contender contender) {
      this.contender = contender;
    }

    void warm(int clients) {
      Load.run(contender, clients, next, WARM_UP);
      rates.clear();
      p50.clear();
      p99.clear();
    }

    void measure(int clients) {
      Load.Rate rate = Load.run(contender, clients, next, Duration.ofSeconds(Benchmark.SECONDS));
      rates.add(rate.perSecond());
      p50.add(rate.p50());
      p99.add(rate.p99());
    }

    double rate() {
      return Benchmark.median(rates);
    }

    double p50() {
      return Benchmark.median(p50);
    }

    double p99() {
      return Benchmark.median(p99);
    }
  }

  void run() throws SQLException {
    String database = benchmark.database();
    benchmark.makeAxonSchema(database);
    StockAxon stock =
        new StockAxon(benchmark.pool(database, CONNECTIONS, "&currentSchema=axon"), 0);
    stock.makeTables();
    BareDatabase bare = new BareDatabase(benchmark.pool(database, CONNECTIONS, ""), 0);
    bare.makeTables();
    Lane ours = new Lane(new OurLedger(benchmark.pool(database, 20, ""), 0));
    Lane peer = new Lane(stock);
    Lane insert = new Lane(bare);
    for (int clients : CLIENTS) {
      for (Lane lane : List.of(ours, peer, insert)) lane.warm(clients);
      for (int pair = 0; pair < Benchmark.PAIRS; pair++)
        for (Lane lane : List.of(ours, peer, insert)) lane.measure(clients);
      String name = "orders-" + clients;
      Benchmark.print(name, "orders/s", ours.rate(), "stock", peer.rate());
      Benchmark.print(name + "-against-insert", "orders/s", ours.rate(), "insert", insert.rate());
      Benchmark.say(
          "BENCH %s-latency ours p50=%.2f p99=%.2f stock p50=%.2f p99=%.2f insert p50=%.2f p99=%.2f"
              + " (ms)",
          name, ours.p50(), ours.p99(), peer.p50(), peer.p99(), insert.p50(), insert.p99());
    }
    printBytes(database);
    for (Lane lane : List.of(ours, peer, insert)) lane.contender.close();
    benchmark.drop(database);
  }

  private void printBytes(String database) throws SQLException {
    try (HikariDataSource pool = benchmark.pool(database, 1, "");
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select
                  pg_total_relation_size('journal.event') / (select count(*) from journal.event),
                  (select avg(octet_length(detail)) from journal.event),
                  pg_total_relation_size('axon.domainevententry')
                    / (select count(*) from axon.domainevententry),
                  (select avg(octet_length(payload) + octet_length(metadata))
                   from axon.domainevententry)
                """)) {
      row.next();
      Benchmark.say(
          "BENCH bytes-per-fact ours=%d (detail %d) stock=%d (payload and metadata %d)",
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }
}
