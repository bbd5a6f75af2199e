package org.sunshineledger.projections.view;

import static java.util.Comparator.comparing;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Tokens;
import tools.jackson.databind.JsonNode;

/**
 * All views of one ledger: their tables, the processors that keep them behind the journal, and the
 * questions that may be asked of any of them.
 *
 * <p>Each view has a processor with one segment and a token of its own: one that stands still
 * before a fact it cannot fold does not hold up the others.
 */
public final class Views implements RowSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Views.class);

  /** How long a new fact waits at most until the views look for it while few come. */
  private static final int LOOK_EVERY_MILLIS = 50;

  /**
   * The same while many come: what a row costs to be written is the same for one fact and for all
   * that came meanwhile.
   */
  private static final int LOOK_EVERY_MILLIS_OF_MANY = 200;

  /** At one look. */
  private static final int MANY = 8;

  /** How often a node that waits for another one's rebuild looks whether it is over. */
  private static final int LOOK_AGAIN_MILLIS = 500;

  /** Threads that fold. More than the machine has to spare would only fight with the appender. */
  private static final int FOLDING_THREADS = 2;

  /** Fewer facts are folded page by page before anybody has looked. */
  private static final long WORTH_BUILDING = 10_000;

  private final DataSource dataSource;
  private final FactCodec codec;
  private final Facts facts;
  private final Map<String, Running<?, ?>> running = new LinkedHashMap<>();
  private final ScheduledExecutorService coordinators =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().name("views-coordinator").factory());
  private final ScheduledExecutorService workers =
      Executors.newScheduledThreadPool(
          FOLDING_THREADS, Thread.ofPlatform().name("views-", 0).factory());
  private final ScheduledExecutorService lookout =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("views-lookout").daemon().factory());
  private volatile long head;

  /**
   * Creates the tables that are missing; nothing runs before {@link #start}.
   *
   * @throws JdbcException when the database cannot be reached or does not let us
   */
  public Views(DataSource dataSource, FactCodec codec, Clock clock, List<View<?, ?>> views) {
    this.dataSource = dataSource;
    this.codec = codec;
    this.facts = new Facts(codec);
    Transactions transactions = new Transactions(dataSource);
    TokenStore tokens = new UnhurriedTokens(Tokens.store(transactions), System::nanoTime);
    for (View<?, ?> view : views)
      if (running.put(view.name(), running(view, transactions, tokens, clock)) != null)
        throw new IllegalArgumentException("two views are called " + view.name());
  }

  private <K, R extends Record> Running<K, R> running(
      View<K, R> view, Transactions transactions, TokenStore tokens, Clock clock) {
    ViewTable<K, R> table = new ViewTable<>(view);
    with(connection -> {
      table.create(connection);
      return true;
    });
    return new Running<>(
        view, table, facts, dataSource, transactions, tokens, coordinators, workers, clock);
  }

  /** Starts to follow the journal, each view from where it stood. */
  public void start() {
    start((_, _) -> {});
  }

  /**
   * The same. Views that were never started, as those of a new version, are built first where there
   * is much to fold, in the background: the others do not wait for them.
   */
  public void start(RebuildProgress progress) {
    start(progress, WORTH_BUILDING);
  }

  /**
   * The same.
   *
   * @param worthBuilding fewer facts are folded page by page
   */
  void start(RebuildProgress progress, long worthBuilding) {
    List<Running<?, ?>> toBuild = size() < worthBuilding ? List.of() : neverStarted();
    running.values().stream().filter(each -> !toBuild.contains(each)).forEach(Running::start);
    if (!toBuild.isEmpty()) {
      Thread _ =
          Thread.ofPlatform().name("views-building").daemon().start(() -> build(toBuild, progress));
    }
    lookout.execute(this::look);
  }

  private List<Running<?, ?>> neverStarted() {
    return running.values().stream().filter(each -> !with(each::wasStarted)).toList();
  }

  private void build(List<Running<?, ?>> views, RebuildProgress progress) {
    try {
      buildOrWait(views, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      log.error("views could not be built at once; they are folded page by page", e);
    }
    if (!lookout.isShutdown()) views.forEach(Running::start);
  }

  /**
   * Two nodes would do the same work twice: one builds, the others wait. When it is killed, another
   * goes on where it was.
   */
  private void buildOrWait(List<Running<?, ?>> views, RebuildProgress progress)
      throws InterruptedException {
    List<Running<?, ?>> toBuild = views;
    for (boolean told = false; !toBuild.isEmpty() && !lookout.isShutdown(); told = true) {
      try {
        RebuildReport report = rebuild(toBuild.stream().map(Running::name).toList(), progress);
        log.info(
            "{} views are built of {} facts in {} s",
            report.views().size(),
            report.size(),
            report.duration().toSeconds());
        return;
      } catch (RebuildRunning e) {
        if (!told) log.info("Another node builds the views; this one waits for them");
        MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        toBuild = toBuild.stream().filter(each -> !with(each::wasStarted)).toList();
      }
    }
  }

  private void look() {
    long before = head;
    // The next look comes soon; a thrown exception would end them all.
    try {
      head = with(Facts::size);
      tellAll();
    } catch (RuntimeException e) {
      log.warn("the views cannot see the head of the journal: {}", e.getMessage());
    }
    int pause = head - before < MANY ? LOOK_EVERY_MILLIS : LOOK_EVERY_MILLIS_OF_MANY;
    if (!lookout.isShutdown()) {
      Future<?> _ = lookout.schedule(this::look, pause, MILLISECONDS);
    }
  }

  /** None is kept from what there is for it by what fails with another. */
  private void tellAll() {
    try {
      lookElsewhere();
    } catch (RuntimeException e) {
      log.warn("it cannot be seen how far other nodes have folded: {}", e.getMessage());
    }
    // Also those that were busy at the last look and have not been told.
    for (Running<?, ?> each : running.values()) {
      try {
        each.grown(head);
      } catch (RuntimeException e) {
        log.warn("view {} cannot see what has come: {}", each.name(), e.getMessage());
      }
    }
  }

  /** A view that another node folds is as far as the token which that one has written. */
  private void lookElsewhere() {
    List<Running<?, ?>> behind =
        running.values().stream()
            .filter(each -> each.folded() < head && !each.isFoldedHere())
            .toList();
    if (behind.isEmpty()) return;
    Map<String, Long> stored = with(Running::stored);
    behind.forEach(each -> each.stored(stored));
  }

  /**
   * Builds views anew from the journal and puts them in the place of those that are read: what
   * comes out is the same, or says where it was not. Readers go on meanwhile.
   *
   * @param names of the views
   * @throws RebuildRunning when views are being built already
   */
  public RebuildReport rebuild(Collection<String> names, RebuildProgress progress) {
    return rebuild(names, Rebuild.Limits.ofThisProcess(), progress, _ -> {});
  }

  RebuildReport rebuild(
      Collection<String> names,
      Rebuild.Limits limits,
      RebuildProgress progress,
      Rebuild.Steps steps) {
    List<Rebuilt<?, ?>> views = new ArrayList<>();
    for (String name : names) views.add(running(name).rebuilt());
    try {
      return new Rebuild(dataSource, codec, facts, views, limits, progress, steps).run();
    } catch (SQLException e) {
      throw new JdbcException("views cannot be built anew", e);
    }
  }

  public List<String> names() {
    return List.copyOf(running.keySet());
  }

  /** Tells this one, and no other any more, what is folded from now on. */
  public void tell(FoldWatch watch) {
    running.values().forEach(each -> each.tell(watch));
  }

  /**
   * How far one view is behind.
   *
   * @throws NoSuchView when there is none of that name
   */
  public Lag lag(String view) {
    return running(view).lag(head);
  }

  public List<Lag> lags() {
    return running.values().stream().map(each -> each.lag(head)).toList();
  }

  /** Number of facts that every view has folded. */
  public long folded() {
    return running.values().stream().mapToLong(Running::folded).min().orElse(head);
  }

  /**
   * How many facts have been folded anew for answers as of a moment since the start, each once for
   * each row it touched: what such answers cost.
   */
  public long foldedAnew() {
    return running.values().stream().mapToLong(each -> each.asOf().done()).sum();
  }

  /** Number of facts the journal holds now. */
  public long size() {
    return with(Facts::size);
  }

  /** Whether every view has folded what the journal holds now. */
  public boolean isCaughtUp() {
    return folded() >= size();
  }

  /** Positions of the facts that made the row, in the order in which they are folded. */
  public List<Long> why(String view, String key) {
    return why(view, key, Moment.of(LocalDate.MAX));
  }

  /** The same of the row at a moment. */
  public List<Long> why(String view, String key, Moment moment) {
    return with(
        connection -> running(view).history().why(connection, key, bounds(connection, moment)));
  }

  /**
   * Why a value of a row is what it is: the positions of the facts after which another value stood
   * there, in the order in which they are folded. The last of them is the reason for the value at
   * that moment; none when there never was one.
   */
  public List<Long> why(String view, String key, FieldPath field, Moment moment) {
    return with(connection ->
        running(view).history().why(connection, key, field, bounds(connection, moment)));
  }

  /**
   * The rows among these that are not the same at two moments, in the order of their keys, each
   * value by value.
   */
  public List<RowDifference> difference(
      String view, Collection<String> keys, Moment from, Moment to) {
    return difference(view, keys, from, to, Integer.MAX_VALUE);
  }

  /**
   * The same, and no more than so many rows.
   *
   * @param most the first so many are looked for
   */
  public List<RowDifference> difference(
      String view, Collection<String> keys, Moment from, Moment to, int most) {
    return difference(view, keys, from, to, most, (_, _) -> {});
  }

  /**
   * The same, with the facts behind it in the same reading.
   *
   * @param seen each fact that a row which differs has at either moment, by the key of the row; it
   *     may be shown those of rows that are the same, too
   */
  public List<RowDifference> difference(
      String view,
      Collection<String> keys,
      Moment from,
      Moment to,
      int most,
      BiConsumer<String, Fact> seen) {
    return with(connection ->
        running(view)
            .history()
            .difference(
                connection, keys, bounds(connection, from), bounds(connection, to), most, seen));
  }

  /** The value that stands in a row at a moment, as JSON; empty when there is none. */
  public Optional<JsonNode> value(String view, String key, FieldPath field, Moment moment) {
    return with(connection ->
        Optional.ofNullable(
            running(view).history().value(connection, key, field, bounds(connection, moment))));
  }

  private RowHistory.Bounds bounds(Connection connection, Moment moment) throws SQLException {
    return new RowHistory.Bounds(moment.asOf(), known(connection, moment));
  }

  /** How many facts of the log were known at the moment, at most all there are. */
  public long known(Moment moment) {
    return with(connection -> Math.min(known(connection, moment), Facts.size(connection)));
  }

  /** The same without that bound. */
  long known(Connection connection, Moment moment) throws SQLException {
    return facts.known(connection, moment);
  }

  /** A row of any view at a moment; empty when no fact had touched it. */
  public Optional<Folded<?>> row(String view, String key, Moment moment) {
    return rows(view, List.of(key), moment).stream().findFirst();
  }

  /**
   * Rows of any view at a moment, folded from their facts, in the order of their keys; one that no
   * fact had touched is left out.
   */
  public List<Folded<?>> rows(String view, Collection<String> keys, Moment moment) {
    return with(connection ->
        running(view)
            .asOf()
            .rows(connection, keys, moment.asOf(), known(connection, moment))
            .stream()
            .<Folded<?>>map(each -> each)
            .sorted(comparing(Folded::key))
            .toList());
  }

  /**
   * The same as they are written, with the facts behind them in the same reading.
   *
   * @param seen each fact of each row, by the key of the row
   */
  public List<RowAt> written(
      String view, Collection<String> keys, Moment moment, BiConsumer<String, Fact> seen) {
    return with(connection ->
        running(view).history().written(connection, keys, bounds(connection, moment), seen));
  }

  /**
   * The facts of such rows, each row's together and in the order in which they are folded. They may
   * be many, and are not all held at once.
   *
   * @param seen each of them, by the key of its row
   */
  public void factsOf(
      String view, Collection<String> keys, Moment moment, BiConsumer<String, Fact> seen) {
    Boolean _ =
        with(connection -> {
          running(view).history().facts(connection, keys, bounds(connection, moment), seen);
          return true;
        });
  }

  /** A view by its name. */
  private Running<?, ?> running(String name) {
    @Nullable Running<?, ?> found = running.get(name);
    if (found == null) throw new NoSuchView(name);
    return found;
  }

  @Override
  public <K, R extends Record> Rows<K, R> rows(View<K, R> view) {
    return rows(view, Long.MAX_VALUE);
  }

  @SuppressWarnings("unchecked") // A view is registered under its name with its own types.
  private <K, R extends Record> Rows<K, R> rows(View<K, R> view, long before) {
    Running<K, R> found = (Running<K, R>) running(view.name());
    return new StoredRows<>(this, view, found.table(), found.asOf(), before);
  }

  /**
   * The rows as they were when the journal held only so many facts, whatever has been folded since:
   * for questions that name a size of the log.
   *
   * @param size no more than every view that is asked has folded
   */
  public RowSource before(long size) {
    return new RowSource() {
      @Override
      public <K, R extends Record> Rows<K, R> rows(View<K, R> view) {
        return Views.this.rows(view, size);
      }

      @Override
      public List<Fact> stream(String stream, @Nullable Instant knownAt, Set<String> without) {
        return Views.this.stream(stream, knownAt, without).stream()
            .filter(fact -> fact.position() < size)
            .toList();
      }
    };
  }

  /** How far the rows of these views have come, in the order of their names. */
  public List<Touched> touched(Collection<String> names) {
    return with(connection -> {
      List<Touched> touched = new ArrayList<>();
      for (String name : new TreeSet<>(names))
        touched.add(running(name).table().touched(connection));
      return touched;
    });
  }

  /** Number of facts that these views have folded. */
  public long folded(Collection<String> names) {
    return names.stream().mapToLong(name -> running(name).folded()).min().orElse(head);
  }

  /** How many facts were recorded by then. */
  long recordedBy(Instant moment) {
    return with(connection -> facts.recordedBy(connection, moment));
  }

  /** The facts of one stream in their order, as far as they were recorded by then; null: all. */
  public List<Fact> stream(String stream, @Nullable Instant knownAt) {
    return stream(stream, knownAt, Set.of());
  }

  @Override
  public List<Fact> stream(String stream, @Nullable Instant knownAt, Set<String> without) {
    return with(connection -> facts.stream(connection, stream, knownAt, without));
  }

  /** The same, as far as they were known at the moment, whatever their day. */
  public List<Fact> asKnown(String stream, Moment moment) {
    return asKnown(stream, moment, Set.of());
  }

  /** Those of one type among them; no other is read. */
  public List<Fact> asKnown(String stream, String type, Moment moment) {
    return with(connection -> facts.stream(connection, stream, moment.knownAt(), type)).stream()
        .filter(fact -> moment.knew(fact.position(), fact.recordedAt()))
        .toList();
  }

  /** These facts, by their position; one that is not in the journal is left out. */
  public Map<Long, Fact> facts(Collection<Long> positions) {
    return with(connection -> facts.at(connection, positions));
  }

  @Override
  public void close() {
    lookout.shutdownNow();
    running.values().forEach(Running::stop);
    coordinators.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(10, SECONDS)) workers.shutdownNow();
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Work on a connection of its own. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new JdbcException("the views cannot be read", e);
    }
  }
}
