package org.sunshineledger.api.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.access.AccessView;
import org.sunshineledger.projections.board.BoardView;
import org.sunshineledger.projections.disclosure.DisclosureView;
import org.sunshineledger.projections.flags.FlagsView;
import org.sunshineledger.projections.money.MoneyView;
import org.sunshineledger.projections.mutualaid.MutualAidView;
import org.sunshineledger.projections.officer.ActsView;
import org.sunshineledger.projections.progress.ProgressView;
import org.sunshineledger.projections.reconciliation.ReconciliationView;
import org.sunshineledger.projections.redflags.RedFlagsView;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.responsibility.CareView;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.supervision.DocketView;
import org.sunshineledger.projections.view.RebuildReport;
import org.sunshineledger.projections.view.View;
import org.sunshineledger.projections.waiting.WaitingView;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All views built anew of the whole city, against a bare cursor that decodes the same facts, and
 * against Axon as it comes: its storage engine with the same payloads, a pooled streaming processor
 * with one segment for each view, and one SQL statement for each event and row, which fills the
 * same tables. The peer is spared what we do: it decodes each event once for all its processors,
 * keeps its rows in memory, and does not fold late facts anew.
 */
final class ViewsBenchmark {

  private static final String NAME = "views";
  private static final int ROUNDS = 5;
  private static final int FETCHED = 4_096;

  /** Of the journal's own benchmark: so many send one order after the other. */
  private static final int CLIENTS = 64;

  private static final long SENDING_NANOS = 6_000_000_000L;
  private static final int VILLAGES_OF_A_TOWNSHIP = 900;
  private static final int TOWNSHIPS = 300;
  private static final Actor ARCHIVIST =
      new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", new RegionCode("410100"));

  /** The peer is given so many: its rate does not grow with more. */
  private static final int PEER_FACTS = 20_000;

  private final TestDatabase database = TestDatabase.create();
  private final TestDatabase peer = TestDatabase.create();
  private final Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));
  private final Ledger ledger = database.ledger(clock);
  private final Projections projections = new Projections(database.app(), ledger.codec(), clock);

  private ViewsBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    if (List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME))
      new ViewsBenchmark().run();
    System.exit(0);
  }

  private static List<View<?, ?>> views() {
    return List.of(
        new DivisionView(),
        new BoardView(),
        new ProgressView(),
        new ResponsibilityView(),
        new MoneyView(),
        new ReconciliationView(),
        new FlagsView(),
        new DisclosureView(),
        new MutualAidView(),
        new ActsView(),
        new CareView(),
        new DocketView(),
        new RedFlagsView(),
        new AccessView(),
        new WaitingView());
  }

  private void run() throws IOException, SQLException, InterruptedException {
    projections.start();
    ledger.countPoorBy(projections.poorPersons());
    new ScenarioLoader(ledger, new ScenarioProgress(), clock).load();
    while (!projections.views().isCaughtUp()) LockSupport.parkNanos(50_000_000);
    double[] bare = new double[ROUNDS];
    double[] rebuilt = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      bare[round] = bare();
      rebuilt[round] = rebuilt();
      System.out.printf(
          "ROUND %d bare %,.0f rebuild %,.0f facts/s%n", round + 1, bare[round], rebuilt[round]);
    }
    double ours = median(rebuilt);
    double cursor = median(bare);
    System.out.printf(
        "BENCH views.rebuild facts=%d ours=%.0f/s bare=%.0f/s ratio=%.2f%n",
        ledger.journal().size(), ours, cursor, ours / cursor);
    double live = live();
    System.out.printf(
        "BENCH views.live facts=%d ours=%.0f/s bare=%.0f/s ratio=%.2f%n",
        ledger.journal().size(), live, cursor, live / cursor);
    double appended = appended();
    System.out.printf(
        "BENCH views.live.append clients=%d ours=%.0f/s append=%.0f/s ratio=%.2f%n",
        CLIENTS, live, appended, live / appended);
    double stock = stock();
    System.out.printf(
        "BENCH views.rebuild.stock facts=%d ours=%.0f/s stock=%.0f/s ratio=%.2f%n",
        PEER_FACTS, ours, stock, ours / stock);
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double rate(long facts, long began) {
    return facts * 1e9 / (System.nanoTime() - began);
  }

  private double rebuilt() {
    long began = System.nanoTime();
    RebuildReport report = projections.views().rebuild(projections.views().names(), (_, _) -> {});
    double rate = rate(ledger.journal().size(), began);
    if (!report.isSame()) throw new IllegalStateException("not the same: " + report);
    System.out.printf("PASSES %d%n", report.passes());
    return rate;
  }

  /** All views follow the journal page by page, from the first fact on. */
  private double live() throws SQLException {
    projections.close();
    try (Connection connection = database.superuser().getConnection()) {
      Emptied.toBeFollowed(connection);
      try (Projections following = new Projections(database.app(), ledger.codec(), clock)) {
        long began = System.nanoTime();
        following.start();
        while (!following.views().isCaughtUp()) LockSupport.parkNanos(5_000_000);
        return rate(ledger.journal().size(), began);
      }
    }
  }

  /** Orders recorded a second on a ledger of their own, which no view follows. */
  private double appended() {
    try (TestDatabase alone = TestDatabase.create();
        Ledger fresh = alone.ledger(clock)) {
      RegionCode province = new RegionCode("410000");
      RegionCode city = new RegionCode("410100");
      RegionCode county = new RegionCode("410185");
      define(fresh, province, RegionLevel.PROVINCE, null);
      define(fresh, city, RegionLevel.CITY, province);
      define(fresh, county, RegionLevel.COUNTY, city);
      for (int i = 0; i < TOWNSHIPS; i++) define(fresh, township(i), RegionLevel.TOWNSHIP, county);
      AtomicInteger villages = new AtomicInteger();
      double _ = villages(fresh, villages);
      return villages(fresh, villages);
    }
  }

  private static double villages(Ledger fresh, AtomicInteger villages) {
    int before = villages.get();
    long began = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++)
        clients.execute(() -> {
          while (System.nanoTime() - began < SENDING_NANOS) {
            int number = villages.getAndIncrement();
            RegionCode township = township(number / VILLAGES_OF_A_TOWNSHIP);
            int village = 100 + number % VILLAGES_OF_A_TOWNSHIP;
            define(fresh, new RegionCode(township.code() + village), RegionLevel.VILLAGE, township);
          }
        });
    }
    return rate(villages.get() - before, began);
  }

  private static RegionCode township(int number) {
    return new RegionCode("410185%03d".formatted(100 + number));
  }

  private static void define(
      Ledger ledger, RegionCode code, RegionLevel level, @Nullable RegionCode parent) {
    Act act =
        new Act(
            LocalDate.of(2014, 1, 1),
            ARCHIVIST,
            List.of(),
            null,
            List.of(),
            Mode.LIVE,
            Origin.SYNTHETIC,
            UUID.randomUUID(),
            null);
    Receipt _ =
        ledger
            .orders()
            .submit(new DefineRegion(code, "测试" + code.code(), level, parent), act, null);
  }

  /** Reads and decodes all, and does nothing with it. */
  private double bare() throws SQLException {
    long began = System.nanoTime();
    long facts = 0;
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCHED);
      try (ResultSet row =
          statement.executeQuery(
              """
              select position, recorded_at, id, stream, sequence, type, salt, detail
              from journal.event order by position
              """)) {
        for (; row.next(); facts++) {
          Fact fact = ledger.codec().decode(stored(row));
          if (fact.position() != facts) throw new IllegalStateException("a gap at " + facts);
        }
      }
      connection.rollback();
      connection.setAutoCommit(true);
    }
    return rate(facts, began);
  }

  private static StoredFact stored(ResultSet row) throws SQLException {
    return new StoredFact(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getBytes(7),
        row.getBytes(8));
  }

  /** What the peer stores of a fact. */
  record Told(long position, String type, byte[] detail) {}

  private double stock() throws InterruptedException {
    // Its tables for the rows are ours.
    new Projections(peer.app(), ledger.codec(), clock).close();
    Serializer serializer = Jackson3Serializer.builder().build();
    ConnectionProvider connections = peer.app()::getConnection;
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(NoTransactionManager.instance())
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    asOwner(engine);
    Map<Long, StoredFact> stored = new HashMap<>();
    List<EventMessage<?>> events = new ArrayList<>();
    for (StoredFact fact : ledger.journal().read(0, PEER_FACTS)) {
      stored.put(fact.position(), fact);
      events.add(
          new GenericDomainEventMessage<>(
              "stream",
              fact.stream(),
              fact.sequence(),
              new Told(fact.position(), fact.type(), fact.detail())));
    }
    for (int from = 0; from < events.size(); from += 1_000)
      engine.appendEvents(events.subList(from, Math.min(events.size(), from + 1_000)));
    EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(engine).build();
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    Map<Long, Fact> decoded = new ConcurrentHashMap<>();
    List<View<?, ?>> views = views();
    CountDownLatch done = new CountDownLatch(views.size());
    List<PooledStreamingEventProcessor> processors = new ArrayList<>();
    long began = System.nanoTime();
    for (View<?, ?> view : views) {
      PooledStreamingEventProcessor processor =
          PooledStreamingEventProcessor.builder()
              .name(view.name())
              .eventHandlerInvoker(
                  oneByOne(
                      view,
                      told ->
                          decoded.computeIfAbsent(
                              told.position(),
                              at -> ledger.codec().decode(Objects.requireNonNull(stored.get(at)))),
                      done))
              .messageSource(store)
              .tokenStore(new InMemoryTokenStore())
              .transactionManager(NoTransactionManager.instance())
              .initialSegmentCount(1)
              .initialToken(StreamableMessageSource::createTailToken)
              .coordinatorExecutor(threads)
              .workerExecutor(threads)
              .build();
      processors.add(processor);
      processor.start();
    }
    done.await();
    double rate = rate(PEER_FACTS, began);
    processors.forEach(PooledStreamingEventProcessor::shutDown);
    threads.shutdownNow();
    return rate;
  }

  private <K, R extends Record> EventHandlerInvoker oneByOne(
      View<K, R> view, Function<Told, Fact> facts, CountDownLatch done) {
    return new OneByOne<>(view, peer.app(), facts, done);
  }

  private void asOwner(JdbcEventStorageEngine engine) {
    try (Connection connection = peer.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("grant create on schema public to ledger_app");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
  }

  /** A projection as one writes it: an event comes, a statement goes. */
  private static final class OneByOne<K, R extends Record> implements EventHandlerInvoker {

    private static final JsonMapper JSON =
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final View<K, R> view;
    private final DataSource dataSource;
    private final Function<Told, Fact> facts;
    private final CountDownLatch done;
    private final String sql;
    private final Map<String, R> rows = new HashMap<>();

    OneByOne(
        View<K, R> view, DataSource dataSource, Function<Told, Fact> facts, CountDownLatch done) {
      this.view = view;
      this.dataSource = dataSource;
      this.facts = facts;
      this.done = done;
      this.sql =
          """
          with step as (
            insert into view.%1$s_%2$d_trail (key, occurred_on, first, positions)
              values (?, ?, ?, array[?::bigint]))
          insert into view.%1$s_%2$d as old (key, occurred_on, position, synthetic, row)
          values (?, ?, ?, ?, ?::jsonb)
          on conflict (key) do update
            set occurred_on = greatest(old.occurred_on, excluded.occurred_on),
                position = excluded.position, synthetic = old.synthetic or excluded.synthetic,
                row = excluded.row
          """
              .formatted(view.name(), view.version());
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
      return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) throws SQLException {
      Told told = (Told) message.getPayload();
      if (view.reads(told.type())) {
        Fact fact = facts.apply(told);
        for (K key : view.keys(fact).distinct().toList()) write(key, fact);
      }
      if (told.position() == PEER_FACTS - 1) done.countDown();
    }

    private void write(K key, Fact fact) throws SQLException {
      String text = view.text(key);
      @Nullable R row = view.fold(rows.get(text), key, fact);
      if (row == null) return;
      rows.put(text, row);
      try (Connection connection = dataSource.getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        Date day = Date.valueOf(fact.occurredOn());
        statement.setString(1, text);
        statement.setDate(2, day);
        statement.setLong(3, fact.position());
        statement.setLong(4, fact.position());
        statement.setString(5, text);
        statement.setDate(6, day);
        statement.setLong(7, fact.position());
        statement.setBoolean(8, fact.isSynthetic());
        statement.setString(9, JSON.writeValueAsString(row));
        statement.executeUpdate();
      }
    }
  }
}
