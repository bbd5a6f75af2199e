package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

/**
 * Who answered for this household on that day? Asked of the whole city: of our facts, and of a
 * conventional register with terms in tables, in turn. Then what it has no peer for: other
 * subjects, the knowledge of an earlier moment, every gap of the city, an officer with 10,000
 * facts.
 */
final class ResponsibilityBenchmark {

  private static final String NAME = "responsible";
  private static final int WARM_UPS = 300;
  private static final int ASKED = 400;

  /** Of the questions that go over the whole city. */
  private static final int FEW = 40;

  private static final int FACTS_OF_AN_OFFICER = 10_000;
  private static final OfficerId BUSY = new OfficerId("BENCH-BUSY");
  private static final LocalDate FIRST_DAY = LocalDate.of(2014, 6, 1);
  private static final int DAYS = 850;

  private final TestDatabase database = TestDatabase.create();
  private final Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));
  private final Ledger ledger = database.ledger(clock);
  private final Projections views = new Projections(database.app(), ledger.codec(), clock);
  private final JdbcClient sql = JdbcClient.create(database.app());
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20161017);

  private ResponsibilityBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (List.of(System.getProperty("bench", NAME).split(",", -1)).contains(NAME))
      new ResponsibilityBenchmark().run();
    System.exit(0);
  }

  private void run() throws IOException {
    views.start();
    ledger.countPoorBy(views.poorPersons());
    new ScenarioLoader(ledger, new ScenarioProgress(), clock).load();
    actOften();
    while (!views.views().isCaughtUp()) LockSupport.parkNanos(50_000_000);
    makePeer();
    households();
    others();
    System.out.printf("FACTS %,d%n", ledger.journal().size());
  }

  /** One officer who registers so many others, and was a county's head through all the years. */
  private void actOften() {
    Actor busy = new Actor(BUSY, Post.ADMINISTRATOR, "基准", new RegionCode("410100"));
    LocalDate today = LocalDate.now(clock);
    ledger
        .orders()
        .together(
            "bench/busy",
            batch -> {
              batch.submit(new RegisterOfficer(BUSY, "某某"), act(busy, FIRST_DAY));
              batch.submit(
                  new TakePost(BUSY, Post.GOVERNMENT_HEAD, "基准", new RegionCode("410185")),
                  act(busy, FIRST_DAY));
            });
    for (int from = 0; from < FACTS_OF_AN_OFFICER; from += 1_000) {
      int begin = from;
      ledger
          .orders()
          .together(
              "bench/" + from,
              batch -> {
                for (int i = begin; i < begin + 1_000; i++)
                  batch.submit(
                      new RegisterOfficer(new OfficerId("BENCH-%05d".formatted(i)), "某某"),
                      act(busy, today));
              });
    }
  }

  private static Act act(Actor actor, LocalDate day) {
    return new Act(
        day,
        actor,
        List.of(),
        null,
        List.of(),
        Mode.LIVE,
        Origin.SYNTHETIC,
        UUID.randomUUID(),
        null);
  }

  private void makePeer() throws IOException {
    sql.sql(
            """
            create table view.peer_fact as
              select position, stream, type, convert_from(detail, 'UTF8')::jsonb -> 'data' as data
                from journal.event
               where type like 'officer.%' or type like 'region.%' or type like 'household.%'
            """)
        .update();
    sql.sql("create index on view.peer_fact (stream, type)").update();
    try (InputStream peer = Objects.requireNonNull(getClass().getResourceAsStream("/peer.sql"))) {
      for (String statement : new String(peer.readAllBytes(), UTF_8).split(";\n", -1))
        if (!statement.isBlank()) sql.sql(statement).update();
    }
  }

  private void households() {
    List<String> all =
        present(
            sql.sql("select distinct stream from view.peer_step order by 1")
                .query(String.class)
                .list());
    List<String> streams = new ArrayList<>();
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + ASKED; i++) {
      streams.add(all.get(random.nextInt(all.size())));
      days.add(FIRST_DAY.plusDays(random.nextInt(DAYS)));
    }
    long[] ours =
        times(i -> ask(new Subject(Subject.Kind.HOUSEHOLD, streams.get(i)), days.get(i), false));
    long[] peer = times(i -> askPeer(streams.get(i), days.get(i)));
    long[] known =
        times(i -> ask(new Subject(Subject.Kind.HOUSEHOLD, streams.get(i)), days.get(i), true));
    System.out.printf(
        "BENCH responsible-household ours=%.1f p99=%.1f tables=%.1f p99=%.1f ratio=%.2f (ms, median"
            + " of %d)%n",
        millis(ours, 50),
        millis(ours, 99),
        millis(peer, 50),
        millis(peer, 99),
        millis(ours, 50) / millis(peer, 50),
        ASKED);
    System.out.printf(
        "BENCH responsible-household-knownAt ours=%.1f p99=%.1f (ms; tables cannot)%n",
        millis(known, 50), millis(known, 99));
  }

  private void ask(Subject subject, LocalDate at, boolean knownAt) {
    var _ =
        views
            .responsibility()
            .of(subject, new Moment(at, knownAt ? clock.instant() : null), ledger.rules());
  }

  /** Chain, terms, steps: three statements, as a register would be asked. */
  private void askPeer(String household, LocalDate at) {
    List<String> places =
        present(
            sql.sql(
                    """
                    with recursive chain as (
                      select (select village from view.peer_step
                               where stream = :household and village is not null limit 1) as code
                      union all
                      select region.parent from chain join view.peer_region region
                        on region.code = chain.code and :day >= region.from_day and :day < region.to_day
                       where region.parent is not null)
                    select code from chain where code is not null
                    """)
                .param("household", household)
                .param("day", at)
                .query(String.class)
                .list());
    List<String> targets = new ArrayList<>(places);
    targets.add(household);
    places.forEach(place -> targets.add("village/" + place));
    places.forEach(place -> targets.add("region/" + place));
    var _ =
        sql.sql(
                """
                select * from view.peer_term
                 where target = any(:targets) and :day >= from_day and :day < to_day
                """)
            .param("targets", targets.toArray(String[]::new))
            .param("day", at)
            .query()
            .listOfRows();
    var _ =
        sql.sql(
                """
                select * from view.peer_step where stream = :household and on_day <= :day
                 order by on_day, position
                """)
            .param("household", household)
            .param("day", at)
            .query()
            .listOfRows();
  }

  private void others() {
    LocalDate at = LocalDate.of(2016, 9, 1);
    for (Subject.Kind kind : Subject.Kind.values()) {
      List<Subject> subjects = subjects(kind);
      if (subjects.isEmpty()) continue;
      long[] ours = times(i -> ask(subjects.get(i % subjects.size()), at, false));
      System.out.printf(
          "BENCH responsible-%s ours=%.1f p99=%.1f (ms, of %d)%n",
          kind, millis(ours, 50), millis(ours, 99), subjects.size());
    }
    RegionCode city = new RegionCode("410100");
    print(
        "gaps-of-the-city", i -> views.gaps().of(city, Moment.of(at.plusDays(i % 7))).isPresent());
    print(
        "gaps-of-the-city-knownAt",
        i -> views.gaps().of(city, new Moment(at.plusDays(i % 7), clock.instant())).isPresent());
    Moment today = Moment.of(LocalDate.now(clock));
    RuleSets rules = ledger.rules();
    print(
        "red-flags-of-the-city",
        _ -> views.redFlags().of(city, city, today, true, null, 100, null).isPresent());
    Moment known = new Moment(today.asOf(), clock.instant());
    print(
        "red-flags-of-the-city-knownAt",
        _ -> views.redFlags().of(city, city, known, true, null, 100, null).isPresent());
    print("leads-of-the-city", _ -> !views.supervision().leads(city, today, rules).isEmpty());
    print("audits-of-the-city", _ -> !views.supervision().audits(city, today, rules).isEmpty());
    print(
        "officer-with-10000-facts",
        i -> views.officerRecords().of(BUSY, today).orElseThrow().acts().size() == 0);
    OfficerId leader = new OfficerId("410100-GOHE-1");
    print("officer-of-the-city", i -> views.officerRecords().of(leader, today).isPresent());
  }

  private static List<String> present(List<@Nullable String> column) {
    return column.stream().map(Objects::requireNonNull).toList();
  }

  private interface Asking {
    boolean ask(int i);
  }

  private static void print(String name, Asking asking) {
    long[] times =
        times(
            FEW,
            FEW,
            i -> {
              boolean _ = asking.ask(i);
            });
    System.out.printf(
        "BENCH %s ours=%.1f p99=%.1f (ms)%n", name, millis(times, 50), millis(times, 99));
  }

  private List<Subject> subjects(Subject.Kind kind) {
    String prefix =
        switch (kind) {
          case HOUSEHOLD, EXIT -> "household/";
          case VILLAGE -> "village/";
          case PROJECT -> "project/";
          case FUND -> "fund/";
          case PAYMENT -> "payment/";
          case NOTICE -> "notice/";
        };
    return present(
            sql.sql(
                    "select distinct stream from journal.event where stream like ? order by 1 limit"
                        + " 300")
                .param(prefix + "%")
                .query(String.class)
                .list())
        .stream()
        .map(stream -> new Subject(kind, stream))
        .toList();
  }

  /** Nanoseconds of each, after those that only warm up. */
  private static long[] times(IntConsumer work) {
    return times(WARM_UPS, ASKED, work);
  }

  private static long[] times(int warmUps, int asked, IntConsumer work) {
    long[] times = new long[asked];
    for (int i = 0; i < warmUps + asked; i++) {
      long start = System.nanoTime();
      work.accept(i);
      if (i >= warmUps) times[i - warmUps] = System.nanoTime() - start;
    }
    return times;
  }

  private static double millis(long[] times, int percentile) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)] / 1e6;
  }
}
