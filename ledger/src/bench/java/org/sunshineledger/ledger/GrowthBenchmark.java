package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.PlainFacts;

/** Whether a journal of ten million facts takes the next one as fast as a young one. */
final class GrowthBenchmark {

  private static final int CLIENTS = 64;
  private static final int FACTS_OF_AN_APPEND = 5_000;
  private static final int LOOK_UPS = 2_000;

  private final Benchmark benchmark;

  GrowthBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws SQLException {
    List<Grown> grown = new ArrayList<>();
    for (long facts : new long[] {Benchmark.FACTS / 100, Benchmark.FACTS / 10, Benchmark.FACTS})
      grown.add(new Grown(facts));
    double[] rates =
        Benchmark.inTurn(
            grown.stream().map(each -> (DoubleSupplier) each::rate).toArray(DoubleSupplier[]::new));
    for (int i = 0; i < rates.length; i++)
      Benchmark.say(
          "BENCH append-at-%d ours=%,.0f first=%,.0f ratio=%.2f (appends/s, %d clients)",
          grown.get(i).facts, rates[i], rates[0], rates[i] / rates[0], CLIENTS);
    for (Grown each : grown) each.lookUp();
    for (Grown each : grown) each.close();
  }

  /** A journal that holds so many facts, in streams as long as a household's. */
  private final class Grown implements Contender {

    private final long facts;
    private final String database = benchmark.database();
    private final HikariDataSource pool = benchmark.pool(database, 8, "");
    private final Journal journal = new Journal(pool);
    private final PlainFacts plain =
        new PlainFacts(new FactCodec(OurLedger.types()), new Folder.Facts());
    private final short[] lengths;
    private final long[] next = new long[CLIENTS];
    private final Random random = new Random(20161017);

    Grown(long facts) throws SQLException {
      this.facts = facts;
      this.lengths = new short[Math.toIntExact(facts / LIFE)];
      double rate = Benchmark.rate(facts, this::fill);
      Benchmark.say("filled %,d facts at %,.0f facts/s", facts, rate);
      try (Connection connection = benchmark.server().superuser(database).connect();
          Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze journal.event");
        statement.execute("checkpoint");
      }
    }

    private void fill() {
      for (int stream = 0; stream < lengths.length; ) {
        Append append = new Append();
        for (int count = 0; count < FACTS_OF_AN_APPEND && stream < lengths.length; stream++) {
          for (int sequence = 0; sequence < LIFE; sequence++)
            plain.add(append, nameOf(stream), sequence);
          lengths[stream] = LIFE;
          count += LIFE;
        }
        journal.append(append);
      }
    }

    private static String nameOf(int stream) {
      return "folder/g-%08d".formatted(stream);
    }

    double rate() {
      return Load.run(this, CLIENTS, next, Duration.ofSeconds(Benchmark.SECONDS)).perSecond();
    }

    /** One more fact on any stream of the client's own. */
    @Override
    public void order(int client, long number) {
      int streams = lengths.length / CLIENTS;
      int stream;
      synchronized (random) {
        stream = random.nextInt(streams) * CLIENTS + client;
      }
      Append append = new Append();
      plain.add(append, nameOf(stream), lengths[stream]);
      journal.append(append);
      lengths[stream]++;
    }

    @Override
    public boolean virtualClients() {
      return true;
    }

    void lookUp() {
      long first = journal.at(0).orElseThrow().recordedAt().toEpochMilli();
      long last = journal.at(facts - 1).orElseThrow().recordedAt().toEpochMilli();
      long[] nanos =
          LongStream.range(0, LOOK_UPS)
              .map(_ -> {
                Instant moment = Instant.ofEpochMilli(random.nextLong(first, last + 1));
                long start = System.nanoTime();
                long found = journal.positionAt(moment).orElse(-1);
                return found < facts ? System.nanoTime() - start : Long.MAX_VALUE;
              })
              .skip(LOOK_UPS / 10)
              .sorted()
              .toArray();
      Benchmark.say(
          "BENCH position-at-moment facts=%d p50=%.2f p99=%.2f (ms)",
          facts, nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    @Override
    public void close() {
      journal.close();
      pool.close();
      benchmark.drop(database);
    }
  }
}
