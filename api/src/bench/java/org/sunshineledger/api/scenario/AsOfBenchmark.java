package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.payment.ReturnReason;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/**
 * What did the ledger say of this on that day? Asked of the whole city at moments that are past in
 * both ways: an earlier day, and fewer facts of the log. Each village of the county with most facts
 * learns something late, so that after that moment none of its rows is what it was, and all have to
 * be folded from their facts.
 */
final class AsOfBenchmark {

  private static final String NAME = "asof";
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private static final RegionCode CITY = new RegionCode("410100");

  /** 登封: the county with most facts, some 101,000. */
  private static final RegionCode COUNTY = new RegionCode("410185");

  private static final RegionCode TOWNSHIP = new RegionCode("410185901");
  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 7, 1);
  private static final int DAYS = 470;

  private static final int MANY = 200;
  private static final int SOME = 50;
  private static final int FEW = 11;
  private static final int CITIES = 4;

  /** One more than the page of differences answers with. */
  private static final int DIFFERENCES = 2_001;

  private final DataSource database;
  private final Clock clock;
  private final Ledger ledger;
  private final Projections projections;
  private final Views views;
  private final JdbcClient sql;
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20161017);

  /** How many facts there were before the late ones. */
  private long known;

  AsOfBenchmark(DataSource database, Ledger ledger, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.ledger = ledger;
    this.projections = new Projections(database, ledger.codec(), clock);
    this.views = projections.views();
    this.sql = JdbcClient.create(database);
  }

  public static void main(String[] args) {
    if (List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME)) {
      Clock clock = Clock.system(CHINA);
      TestDatabase database = TestDatabase.create();
      new AsOfBenchmark(database.app(), database.ledger(clock), clock).run();
    }
    System.exit(0);
  }

  void run() {
    projections.start();
    ledger.countPoorBy(projections.poorPersons());
    new ScenarioLoader(ledger, new ScenarioProgress(), clock).load();
    known = ScenarioLoader.FACTS;
    learnLate();
    while (!views.isCaughtUp()) LockSupport.parkNanos(50_000_000);
    System.out.printf(
        "FACTS %,d of the ledger, %,d of the county%n", ledger.journal().size(), factsOf(COUNTY));
    households();
    officers();
    money();
    villages();
    place("township", TOWNSHIP, SOME, 0);
    place("county", COUNTY, FEW, 2_000);
    forgotten();
    place("city", CITY, CITIES, 0);
    differences();
  }

  // What the county learns late

  /** In each village somebody has moved away, and one line of a list has come back. */
  private void learnLate() {
    Map<RegionCode, Hamlet> hamlets =
        new Census(Script.read()).hamlets().stream().collect(toMap(Hamlet::code, identity()));
    Map<String, Line> lines = lines();
    Actor payer = actor(COUNTY + "-PAOF-1", Post.PAYING_OFFICER, COUNTY);
    for (RegionCode village : villagesOf(COUNTY)) {
      Hamlet hamlet = Objects.requireNonNull(hamlets.get(village));
      RegionCode township = hamlet.township().code();
      Family family = quiet(hamlet);
      late(
          actor(township + "-CL-1", Post.CLERK, township),
          new RemoveMember(family.id(), family.members().get(1).member(), LeaveReason.MOVED));
      @Nullable Line line = lines.get(village.code());
      if (line != null)
        late(
            payer,
            new ReturnPayment(
                new PaymentId(line.payment()),
                line.line(),
                new HouseholdId(line.household()),
                ReturnReason.ACCOUNT_CLOSED));
    }
  }

  /** The last one to whom nothing else happens. */
  private static Family quiet(Hamlet hamlet) {
    return hamlet.families().stream()
        .filter(each -> each.fate() == Fate.STAYS && each.change() == Change.NONE)
        .filter(each -> each.members().size() > 3)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** One line of a list of households. */
  record Line(String village, String payment, int line, String household) {}

  /** The last one of each village, by the village. */
  private Map<String, Line> lines() {
    return sql
        .sql(
            """
            select distinct on (village)
                   detail #>> '{data,envelope,place,village}' as village,
                   detail #>> '{data,event,payment}' as payment,
                   (detail #>> '{data,event,line}')::int as line,
                   detail #>> '{data,event,household}' as household
              from (select position, convert_from(detail, 'UTF8')::jsonb as detail
                      from journal.event where type = 'household.benefit-credited.v1') as credited
             order by village, position desc
            """)
        .query(Line.class)
        .list()
        .stream()
        .collect(toMap(Line::village, identity()));
  }

  private static Actor actor(String officer, Post post, RegionCode region) {
    return new Actor(new OfficerId(officer), post, "基准", region);
  }

  private void late(Actor actor, Order order) {
    String key = "bench/" + order.stream() + "/" + order.getClass().getSimpleName();
    if (ledger.journal().receiptOf(key).isPresent()) return;
    Act act =
        new Act(
            LocalDate.now(clock),
            actor,
            List.of(),
            null,
            List.of(),
            Mode.LIVE,
            Origin.SYNTHETIC,
            UUID.nameUUIDFromBytes(key.getBytes(UTF_8)),
            null);
    var _ = ledger.orders().together(key, batch -> batch.submit(order, act));
  }

  private List<RegionCode> villagesOf(RegionCode region) {
    return projections.regions().on(LocalDate.now(clock)).villages(region).sorted().toList();
  }

  private long factsOf(RegionCode county) {
    return sql.sql(
            """
            select count(*) from journal.event
             where convert_from(detail, 'UTF8')::jsonb #>> '{data,envelope,place,county}' = :county
            """)
        .param("county", county.code())
        .query(Long.class)
        .single();
  }

  // One row each

  private void households() {
    List<String> streams = streams("household/");
    ask(
        "household",
        "responsible",
        20,
        asked("responsibility", streams),
        (stream, moment) ->
            projections
                .responsibility()
                .of(new Subject(Subject.Kind.HOUSEHOLD, stream), moment, ledger.rules()));
    ask(
        "household",
        "dossier",
        20,
        asked("redflags", streams),
        (stream, moment) -> projections.dossiers().of(new HouseholdId(numberOf(stream)), moment));
    for (String view : List.of("responsibility", "redflags"))
      ask(
          "household",
          "row of " + view,
          20,
          asked(view, streams),
          (stream, moment) -> views.row(view, stream, moment));
  }

  private void officers() {
    List<String> streams = streams("officer/");
    ask(
        "officer",
        "record",
        0,
        asked("responsibility", streams),
        (stream, moment) ->
            projections.officerRecords().of(new OfficerId(numberOf(stream)), moment));
    ask(
        "officer",
        "row of responsibility",
        0,
        asked("responsibility", streams),
        (stream, moment) -> views.row("responsibility", stream, moment));
  }

  private void money() {
    ask(
        "project",
        "project",
        0,
        asked("money", streams("project/")),
        (stream, moment) -> projections.money().project(new ProjectCode(numberOf(stream)), moment));
    ask(
        "fund",
        "fund",
        0,
        asked("money", streams("fund/")),
        (stream, moment) -> projections.money().fund(new DocumentNumber(numberOf(stream)), moment));
    ask(
        "payment",
        "payment",
        0,
        asked("money", streams("payment/")),
        (stream, moment) -> projections.money().payment(new PaymentId(numberOf(stream)), moment));
  }

  private List<String> streams(String prefix) {
    return sql
        .sql("select distinct stream from journal.event where stream like :prefix order by 1")
        .param("prefix", prefix + "%")
        .query(String.class)
        .list()
        .stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  private static String numberOf(String stream) {
    return stream.substring(stream.indexOf('/') + 1);
  }

  // Places

  private void villages() {
    List<Asked> asked = new ArrayList<>();
    List<RegionCode> villages = villagesOf(COUNTY);
    for (int i = 0; i < 2 * MANY; i++)
      asked.add(new Asked(villages.get(random.nextInt(villages.size())).code(), past()));
    ofPlace("village", 100, asked);
  }

  private void place(String level, RegionCode region, int times, double limit) {
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 2 * times; i++) asked.add(new Asked(region.code(), past()));
    ofPlace(level, limit, asked);
  }

  private void ofPlace(String level, double limit, List<Asked> asked) {
    ask(level, "board", limit, asked, (at, moment) -> projections.boards().of(region(at), moment));
    ask(
        level,
        "progress",
        limit,
        asked,
        (at, moment) -> projections.progress().of(region(at), moment));
    ask(
        level,
        "progress by year",
        limit,
        asked,
        (at, moment) -> projections.progress().years(region(at), moment));
    ask(
        level,
        "money received",
        limit,
        asked,
        (at, moment) -> projections.money().received(region(at), moment));
    ask(
        level,
        "money ledger",
        limit,
        asked,
        (at, moment) -> projections.money().ledger(region(at), moment));
    ask(level, "gaps", limit, asked, (at, moment) -> projections.gaps().of(region(at), moment));
    ask(
        level,
        "flags",
        limit,
        asked,
        (at, moment) ->
            projections
                .flags()
                .of(region(at), moment, new Flags.Asked(null, null, null), 50, null));
    ask(
        level,
        "disclosures",
        limit,
        asked,
        (at, moment) ->
            projections.disclosures().of(region(at), moment, ledger.rules().calendar()));
    ask(
        level,
        "red flags",
        limit,
        asked,
        (at, moment) ->
            projections.redFlags().of(region(at), region(at), moment, true, null, 50, null));
    for (String view : views.names())
      ask(
          level,
          "rows of " + view,
          limit,
          asked,
          (at, moment) -> views.rows(view, keys(region(at), moment), moment));
    ask(
        level,
        "rows of all views",
        limit,
        asked,
        (at, moment) -> {
          Set<String> keys = keys(region(at), moment);
          return views.names().stream()
              .mapToInt(view -> views.rows(view, keys, moment).size())
              .sum();
        });
  }

  /** The county once more by views that have not read anything yet: every fact is decoded again. */
  private void forgotten() {
    for (String view : List.of("progress", "redflags")) {
      List<Asked> asked = new ArrayList<>();
      for (int i = 0; i < 2 * CITIES; i++) asked.add(new Asked(COUNTY.code(), past()));
      List<Projections> fresh =
          asked.stream().map(_ -> new Projections(database, ledger.codec(), clock)).toList();
      Iterator<Projections> next = fresh.iterator();
      ask(
          "county",
          "rows of " + view + ", nothing remembered",
          2_000,
          asked,
          (at, moment) -> next.next().views().rows(view, keys(region(at), moment), moment));
      fresh.forEach(Projections::close);
    }
  }

  private static RegionCode region(String code) {
    return new RegionCode(code);
  }

  /** The keys under which views keep what is of the region and of those within. */
  private Set<String> keys(RegionCode region, Moment moment) {
    Set<String> keys = new TreeSet<>();
    projections
        .regions()
        .on(moment)
        .within(region)
        .forEach(each -> keys.addAll(List.of(each.code(), "region/" + each, "village/" + each)));
    return keys;
  }

  private void differences() {
    for (RegionCode region : List.of(TOWNSHIP, COUNTY, CITY))
      for (String view : List.of("progress", "money", "care", "redflags")) {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) asked.add(new Asked(region.code(), past()));
        ask(
            "difference",
            view + " in " + region,
            0,
            asked,
            (at, moment) ->
                views.difference(
                    view,
                    keys(region(at), moment),
                    moment,
                    Moment.of(LocalDate.now(clock)),
                    DIFFERENCES));
      }
  }

  // How it is asked

  private record Asked(String key, Moment moment) {}

  private interface Question {
    @Nullable Object ask(String key, Moment moment);
  }

  /** Some day of the history, as known before the county learned late. */
  private Moment past() {
    return Moment.first(FIRST_DAY.plusDays(random.nextInt(DAYS)), known - random.nextInt(20));
  }

  /** Rows of the view that were there at the moment, and have learned something since. */
  private List<Asked> asked(String view, List<String> keys) {
    List<Asked> asked = new ArrayList<>();
    while (asked.size() < 2 * MANY) {
      String key = keys.get(random.nextInt(keys.size()));
      List<Long> facts = views.why(view, key).stream().sorted().toList();
      if (facts.size() < 2) continue;
      long first = facts.get(1 + random.nextInt(facts.size() - 1));
      asked.add(new Asked(key, Moment.first(FIRST_DAY.plusDays(random.nextInt(DAYS)), first)));
    }
    return asked;
  }

  /** The first half warms up. */
  private void ask(String level, String name, double limit, List<Asked> asked, Question question) {
    int warm = asked.size() / 2;
    long[] times = new long[asked.size() - warm];
    long[] facts = new long[asked.size() - warm];
    for (int i = 0; i < asked.size(); i++) {
      Asked each = asked.get(i);
      long folded = views.foldedAnew();
      long began = System.nanoTime();
      @Nullable Object _ = question.ask(each.key(), each.moment());
      if (i < warm) continue;
      times[i - warm] = System.nanoTime() - began;
      facts[i - warm] = views.foldedAnew() - folded;
    }
    Arrays.sort(times);
    Arrays.sort(facts);
    System.out.printf(
        "BENCH asof.%s %s median=%.1f p99=%.1f (ms of %d) folded=%,d of most %,d%s%n",
        level,
        name,
        at(times, 50) / 1e6,
        at(times, 99) / 1e6,
        times.length,
        at(facts, 50),
        at(facts, 100),
        limit == 0 ? "" : " limit=%.0f".formatted(limit));
  }

  private static long at(long[] sorted, int percentile) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
  }
}
