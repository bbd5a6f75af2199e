package org.sunshineledger.api.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.view.RebuildReport;

/**
 * Whether all views of ten million facts are built as fast, fact by fact, as those of one city: the
 * scenario is laid side by side as so many cities, each with divisions, officers and households of
 * its own.
 */
final class ViewsGrowthBenchmark {

  private static final String NAME = "views-growth";

  private final TestDatabase database = TestDatabase.create();
  private final Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));
  private final Ledger ledger = database.ledger(clock);
  private int cities = 1;

  private ViewsGrowthBenchmark() {}

  public static void main(String[] args) throws SQLException {
    if (List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME))
      new ViewsGrowthBenchmark().run();
    System.exit(0);
  }

  private void run() throws SQLException {
    try (Projections counting = new Projections(database.app(), ledger.codec(), clock)) {
      counting.start();
      ledger.countPoorBy(counting.poorPersons());
      new ScenarioLoader(ledger, new ScenarioProgress(), clock).load();
    }
    List<Double> rates = new ArrayList<>();
    for (long facts : new long[] {1_000_000, Long.getLong("bench.facts", 10_000_000)}) {
      grow(facts);
      rates.add(rebuilt());
    }
    System.out.printf(
        "BENCH views.growth cities=%d ours=%.0f/s first=%.0f/s ratio=%.2f%n",
        cities, rates.getLast(), rates.getFirst(), rates.getLast() / rates.getFirst());
  }

  /** Lays copies of the scenario beside it until there are so many facts. */
  private void grow(long facts) throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          alter table journal.event drop constraint if exists event_id_key;
          alter table journal.event drop constraint if exists event_stream_sequence_key;
          """);
      long one = ScenarioLoader.FACTS;
      while (size() < facts) statement.execute(city(one, size(), 5_000 + cities++));
      statement.execute("vacuum analyze journal.event");
      statement.execute("checkpoint");
      Emptied.views(connection);
    }
  }

  private static String city(long one, long from, int code) {
    // Codes of divisions, officers, households and funds begin with those of the city.
    return """
    insert into journal.event
      (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
    select %2$d + row_number() over (order by position) - 1,
           (select max(recorded_at) from journal.event where position < %2$d),
           new.id, replace(stream, '/4101', '/%3$d'), sequence, type, salt, new.detail,
           sha256('\\x00'::bytea || convert_to(new.id::text, 'UTF8'))
      from journal.event old,
           -- An id that begins like a code would be changed like one.
           lateral (select ('f' || substr(gen_random_uuid()::text, 2))::uuid as id) fresh,
           lateral (
             select fresh.id, convert_to(
               replace(replace(replace(convert_from(old.detail, 'UTF8'),
                 old.id::text, fresh.id::text),
                 '"4101', '"%3$d'), '/4101', '/%3$d'), 'UTF8') as detail) new
     where position < %1$d and stream like '%%/4101%%'
    """
        .formatted(one, from, code);
  }

  private long size() throws SQLException {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select max(position) + 1 from journal.event")) {
      row.next();
      return row.getLong(1);
    }
  }

  private double rebuilt() throws SQLException {
    long facts = size();
    RebuildReport report;
    double rate;
    try (Projections projections = new Projections(database.app(), ledger.codec(), clock)) {
      long began = System.nanoTime();
      report = projections.views().rebuild(projections.views().names(), (_, _) -> {});
      rate = facts * 1e9 / (System.nanoTime() - began);
    }
    for (RebuildReport.Outcome each : report.views())
      if (each.failure() != null) throw new IllegalStateException(each.failure());
    System.out.printf(
        "BENCH views.rebuild.at facts=%d ours=%.0f/s passes=%d spilled=%dMB rows=%d heap=%dMB%n",
        facts,
        rate,
        report.passes(),
        report.spilled() >> 20,
        report.views().stream().mapToLong(RebuildReport.Outcome::rows).sum(),
        Runtime.getRuntime().maxMemory() >> 20);
    return rate;
  }
}
