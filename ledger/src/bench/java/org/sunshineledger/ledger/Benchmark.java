package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.sunshineledger.ledger.database.Durability;
import org.sunshineledger.ledger.database.TestServer;

/**
 * Runs the benchmarks: ours and each peer in turn, on one durable server, in one run.
 *
 * <p>{@code -Dbench=orders,bulk,read,streams,payments,seal,verify,growth} chooses; {@code
 * -Dbench.clients}, {@code -Dbench.pairs}, {@code -Dbench.warm-ups}, {@code -Dbench.seconds} and
 * {@code -Dbench.facts} make it shorter or longer.
 */
final class Benchmark {

  static final int PAIRS = Integer.getInteger("bench.pairs", 5);
  static final int WARM_UPS = Integer.getInteger("bench.warm-ups", 3);
  static final int SECONDS = Integer.getInteger("bench.seconds", 4);
  static final long FACTS = Long.getLong("bench.facts", 10_000_000);

  private static final Set<String> ALL =
      new TreeSet<>(
          List.of("orders", "bulk", "read", "streams", "payments", "seal", "verify", "growth"));

  /** Those of the modules above, when all are run together. */
  private static final Set<String> ELSEWHERE =
      Set.of("responsible", "views", "views-growth", "asof", "imports");

  private static final PrintStream out = System.out;

  private final TestServer server = TestServer.shared();

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    Set<String> wanted =
        new TreeSet<>(List.of(System.getProperty("bench", String.join(",", ALL)).split(",", -1)));
    wanted.removeAll(ELSEWHERE);
    if (!ALL.containsAll(wanted)) {
      System.err.println("There are the benchmarks " + String.join(", ", ALL));
      System.exit(2);
    }
    Benchmark benchmark = new Benchmark();
    out.printf(
        "MACHINE cores=%d heap=%d MB java=%s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version());
    if (wanted.contains("orders")) new OrdersBenchmark(benchmark).run();
    if (wanted.contains("bulk")) new BulkBenchmark(benchmark).run();
    if (wanted.contains("read")) new ReadBenchmark(benchmark).run();
    if (wanted.contains("streams")) new StreamsBenchmark(benchmark).run();
    if (wanted.contains("payments")) new PaymentsBenchmark(benchmark).run();
    if (wanted.contains("seal")) new SealBenchmark(benchmark).run();
    if (wanted.contains("verify")) new VerifyBenchmark(benchmark).run();
    if (wanted.contains("growth")) new GrowthBenchmark(benchmark).run();
    System.exit(0);
  }

  /** A new, empty, migrated database. */
  String database() {
    return server.create();
  }

  void drop(String database) {
    server.drop(database);
  }

  /** A pool as the ledger's, on a server that keeps what it acknowledges. */
  HikariDataSource pool(String database, int connections, String more) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.app(database).url() + "?prepareThreshold=-1" + more);
    config.setUsername(server.app(database).username());
    config.setPassword(server.app(database).password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    config.setConnectionTimeout(60_000);
    HikariDataSource pool = new HikariDataSource(config);
    Durability.require(pool);
    return pool;
  }

  /** A schema of its own for Axon's tables. */
  void makeAxonSchema(String database) throws SQLException {
    try (Connection connection = server.superuser(database).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema axon authorization ledger_app");
    }
  }

  void analyze(String database) throws SQLException {
    try (Connection connection = server.superuser(database).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }

  TestServer server() {
    return server;
  }

  /** {@code BENCH <name> ours=<x> peer=<y> ratio=<z>}, of medians. */
  static void print(String name, String unit, double ours, String peerName, double peer) {
    out.printf(
        "BENCH %s ours=%,.0f %s=%,.0f ratio=%.2f (%s)%n",
        name, ours, peerName, peer, ours / peer, unit);
  }

  static void say(String format, Object... values) {
    out.printf(format + "%n", values);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length % 2 == 1
        ? sorted[sorted.length / 2]
        : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  /** How many a second, for work that does so many. */
  static double rate(long count, Runnable work) {
    long start = System.nanoTime();
    work.run();
    return count / ((System.nanoTime() - start) / 1e9);
  }

  /** Each in turn, as often as there are pairs, after rounds that do not count: medians. */
  static double[] inTurn(DoubleSupplier... contenders) {
    double[][] seen = new double[contenders.length][PAIRS];
    for (int round = 0; round < WARM_UPS; round++)
      for (DoubleSupplier each : contenders) {
        double _ = each.getAsDouble();
      }
    for (int round = 0; round < PAIRS; round++)
      for (int i = 0; i < contenders.length; i++) seen[i][round] = contenders[i].getAsDouble();
    return medians(seen);
  }

  /**
   * Each does one piece of work after the other, so often a round, that a slow minute of the disk
   * is everybody's: medians of units a second.
   *
   * @param units of one piece of work
   * @param contenders make a piece ready, which is not timed, for each turn
   */
  @SafeVarargs
  static double[] alternating(int turns, int units, Supplier<Runnable>... contenders) {
    double[][] seen = new double[contenders.length][PAIRS];
    for (int round = -WARM_UPS; round < PAIRS; round++) {
      long[] nanos = new long[contenders.length];
      for (int turn = 0; turn < turns; turn++)
        for (int i = 0; i < contenders.length; i++) {
          Runnable work = contenders[i].get();
          long start = System.nanoTime();
          work.run();
          nanos[i] += System.nanoTime() - start;
        }
      if (round >= 0)
        for (int i = 0; i < contenders.length; i++)
          seen[i][round] = (double) turns * units / (nanos[i] / 1e9);
    }
    return medians(seen);
  }

  private static double[] medians(double[][] seen) {
    return Arrays.stream(seen)
        .mapToDouble(each -> median(Arrays.stream(each).boxed().toList()))
        .toArray();
  }
}
