package org.sunshineledger.projections.view;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.journal.Tokens;

/**
 * Builds views anew from the journal, beside those that are read meanwhile, and puts the new tables
 * in the place of the old ones in one transaction.
 *
 * <p>The facts are brought into fold order on the disk and folded once for all views; where rows do
 * not fit into memory, once for each slice of their keys. What is finished is committed slice by
 * slice, so a rebuild that is killed goes on where it was, and until the switch nothing is changed.
 */
final class Rebuild {

  /** The node that holds this advisory lock rebuilds. */
  private static final long LOCK = 0x53_55_4E_52_45_42_4CL;

  private static final int PAGE = 4_096;
  private static final int TOGETHER = 2_048;
  private static final int THREADS = 2;
  private static final int DIFFERING_AT_MOST = 100;
  private static final long NEVER = -1;
  private static final String DEADLOCK = "40P01";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** What was done; after each the process may end. */
  enum Step {
    PLANNED,
    SORTED,
    FOLDED,
    SLICE_COMMITTED,
    KEYED,
    COMPARED,
    SWITCHED
  }

  /** Is told of every step. */
  @FunctionalInterface
  interface Steps {
    void done(Step step);
  }

  private final DataSource dataSource;
  private final FactCodec codec;
  private final Facts facts;
  private final List<Rebuilt<?, ?>> views;
  private final long memory;
  private final RebuildProgress progress;
  private final Steps steps;
  private int passes;
  private long done;

  /**
   * @param memory that rows may take, in bytes
   */
  Rebuild(
      DataSource dataSource,
      FactCodec codec,
      Facts facts,
      List<Rebuilt<?, ?>> views,
      long memory,
      RebuildProgress progress,
      Steps steps) {
    this.dataSource = dataSource;
    this.codec = codec;
    this.facts = facts;
    this.views = List.copyOf(views);
    this.memory = memory;
    this.progress = progress;
    this.steps = steps;
  }

  /** What is stored of a rebuild. */
  private record Plan(long size, Deque<Slice> left, boolean isNew, boolean keyed) {}

  /**
   * Does it, from where an earlier one of the same views was interrupted.
   *
   * @throws RebuildRunning when one is under way, on this node or another
   */
  RebuildReport run() throws SQLException, IOException {
    long began = System.nanoTime();
    try (Connection connection = dataSource.getConnection()) {
      lock(connection);
      connection.setAutoCommit(false);
      try {
        Plan plan = plan(connection);
        connection.commit();
        steps.done(Step.PLANNED);
        if (!plan.left().isEmpty()) build(connection, plan);
        if (!plan.keyed()) key(connection);
        List<RebuildReport.Outcome> outcomes = replaceOnceFollowed(connection, plan.size());
        return new RebuildReport(
            plan.size(), passes, Duration.ofNanos(System.nanoTime() - began), outcomes);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        unlock(connection);
      }
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) throw new RebuildRunning();
      }
    }
  }

  private static void unlock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_unlock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  private String[] names() {
    return views.stream()
        .map(each -> each.view().name() + "_" + each.view().version())
        .toArray(String[]::new);
  }

  /** The one that was interrupted, when it was of the same views; else a new one. */
  private Plan plan(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select views, size, left_of, keyed, failed from view.rebuild")) {
      if (row.next()) {
        if (Arrays.equals(names(), texts(row, 1))) return resumed(row);
        for (String other : texts(row, 1)) dropLeftOver(other, connection);
      }
    }
    for (Rebuilt<?, ?> each : views) createBeside(each, connection);
    Plan plan = new Plan(Facts.size(connection), new ArrayDeque<>(List.of(Slice.ALL)), true, false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from view.rebuild;
            insert into view.rebuild (views, size, left_of) values (?, ?, ?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", names()));
      statement.setLong(2, plan.size());
      statement.setArray(3, slices(connection, plan.left()));
      statement.executeUpdate();
    }
    return plan;
  }

  private Plan resumed(ResultSet row) throws SQLException {
    Deque<Slice> left = new ArrayDeque<>();
    for (String slice : texts(row, 3)) left.add(Slice.parse(slice));
    List<String> failed = List.of(texts(row, 5));
    for (Rebuilt<?, ?> each : views)
      if (failed.contains(each.view().name())) each.failed("it failed before the interruption");
    return new Plan(row.getLong(2), left, left.contains(Slice.ALL), row.getBoolean(4));
  }

  private static String[] texts(ResultSet row, int column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  private static void dropLeftOver(String view, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists view.%1$s_new, view.%1$s_new_trail".formatted(view));
    }
  }

  private static <K, R extends Record> void createBeside(Rebuilt<K, R> view, Connection connection)
      throws SQLException {
    view.beside().createLike(view.table(), connection);
  }

  private static Array slices(Connection connection, Deque<Slice> slices) throws SQLException {
    return connection.createArrayOf("text", slices.stream().map(Slice::toString).toArray());
  }

  private void build(Connection connection, Plan plan) throws SQLException, IOException {
    try (FoldOrder order = FoldOrder.empty(codec);
        ExecutorService folding = Executors.newFixedThreadPool(THREADS)) {
      sort(connection, plan.size(), order);
      steps.done(Step.SORTED);
      boolean withTrail = plan.isNew();
      while (!plan.left().isEmpty()) {
        Slice folded = fold(connection, order, plan, withTrail, folding);
        withTrail = false;
        steps.done(Step.FOLDED);
        for (Rebuilt<?, ?> each : views) {
          each.sendTrail(connection);
          each.sendRows(connection);
        }
        plan.left().remove(folded);
        note(connection, plan.left());
        connection.commit();
        steps.done(Step.SLICE_COMMITTED);
      }
    }
  }

  private void sort(Connection connection, long size, FoldOrder order)
      throws SQLException, IOException {
    for (long from = 0; from < size; from += PAGE) {
      long to = Math.min(size, from + PAGE);
      for (StoredFact fact : Facts.stored(connection, from, to))
        if (isRead(fact.type())) order.add(fact);
      connection.commit();
      reached(to - from, size);
    }
  }

  private boolean isRead(String type) {
    return views.stream().anyMatch(each -> each.view().reads(type));
  }

  /** Folds the next slice, which becomes smaller where it does not fit. */
  private Slice fold(
      Connection connection, FoldOrder order, Plan plan, boolean withTrail, ExecutorService folding)
      throws SQLException, IOException {
    passes++;
    Slice slice = plan.left().getFirst();
    try (FoldOrder.Reading reading = order.open()) {
      List<Recorded> batch = decoded(reading);
      while (!batch.isEmpty()) {
        List<CompletableFuture<Void>> folds = begin(batch, slice, withTrail, folding, connection);
        // While they are folded, the next are decoded.
        List<Recorded> next = decoded(reading);
        join(folds);
        reached(batch.size(), plan.size());
        batch = next;
        while (slice.canBeHalved() && views.stream().mapToLong(Rebuilt::bytes).sum() > memory)
          slice = halve(slice, plan);
      }
    }
    return slice;
  }

  private Slice halve(Slice slice, Plan plan) {
    plan.left().removeFirst();
    plan.left().addFirst(slice.upper());
    plan.left().addFirst(slice.lower());
    for (Rebuilt<?, ?> each : views) each.keep(slice.lower());
    return slice.lower();
  }

  private List<Recorded> decoded(FoldOrder.Reading reading) throws IOException {
    List<Recorded> batch = new ArrayList<>(TOGETHER);
    for (StoredFact fact : reading.next(TOGETHER)) {
      Recorded recorded = new Recorded(fact, codec);
      recorded.decodeAhead();
      batch.add(recorded);
    }
    return batch;
  }

  private List<CompletableFuture<Void>> begin(
      List<Recorded> batch,
      Slice slice,
      boolean withTrail,
      ExecutorService folding,
      Connection connection) {
    return views.stream()
        .map(each ->
            CompletableFuture.runAsync(
                () -> {
                  each.fold(batch, slice, withTrail);
                  if (each.hasMuchTrail()) send(each, connection);
                },
                folding))
        .toList();
  }

  private static void send(Rebuilt<?, ?> view, Connection connection) {
    // One connection, so that a slice is one transaction.
    synchronized (connection) {
      try {
        view.sendTrail(connection);
      } catch (SQLException e) {
        throw new CompletionException(e);
      }
    }
  }

  private static void join(List<CompletableFuture<Void>> folds) throws SQLException {
    try {
      CompletableFuture.allOf(folds.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) throw sql;
      throw e;
    }
  }

  private void note(Connection connection, Deque<Slice> left) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update view.rebuild set left_of = ?, failed = ?")) {
      statement.setArray(1, slices(connection, left));
      statement.setArray(
          2,
          connection.createArrayOf(
              "text",
              views.stream()
                  .filter(each -> each.failure() != null)
                  .map(each -> each.view().name())
                  .toArray()));
      statement.executeUpdate();
    }
  }

  private void key(Connection connection) throws SQLException {
    for (Rebuilt<?, ?> each : views) each.beside().addKeys(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("update view.rebuild set keyed = true");
    }
    connection.commit();
    steps.done(Step.KEYED);
  }

  /** A view that is still folding what the new tables hold is waited for. */
  private List<RebuildReport.Outcome> replaceOnceFollowed(Connection connection, long size)
      throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return replace(connection, size);
      } catch (NotFollowed e) {
        connection.rollback();
        if (System.nanoTime() > end) throw e;
        LockSupport.parkNanos(LOOK.toNanos());
      } catch (SQLException e) {
        connection.rollback();
        // One that follows held its token and waited for the tables, which we held.
        if (!DEADLOCK.equals(e.getSQLState()) || System.nanoTime() > end) throw e;
      }
    }
  }

  /** All in one transaction: those that follow the journal wait, those that read do not. */
  private List<RebuildReport.Outcome> replace(Connection connection, long size)
      throws SQLException {
    List<RebuildReport.Outcome> outcomes = new ArrayList<>();
    for (Rebuilt<?, ?> each : views) outcomes.add(compared(each, connection, size));
    steps.done(Step.COMPARED);
    for (Rebuilt<?, ?> each : views) put(each, connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from view.rebuild");
    }
    connection.commit();
    steps.done(Step.SWITCHED);
    return outcomes;
  }

  /** A view has not yet folded what the new tables hold. */
  private static final class NotFollowed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFollowed(String view, long followed, long size) {
      super(
          "view %s stands at %d of %d facts; its new tables wait for it"
              .formatted(view, followed, size));
    }
  }

  private static <K, R extends Record> void put(Rebuilt<K, R> view, Connection connection)
      throws SQLException {
    if (view.failure() == null) view.table().replaceBy(view.beside(), connection);
    else view.beside().dropIfThere(connection);
  }

  private <K, R extends Record> RebuildReport.Outcome compared(
      Rebuilt<K, R> view, Connection connection, long size) throws SQLException {
    String name = view.view().name();
    String failure = view.failure();
    if (failure != null) return new RebuildReport.Outcome(name, 0, null, null, List.of(), failure);
    view.table().stopWriters(connection);
    String processor = name + "_" + view.view().version();
    long followed = followed(connection, processor);
    boolean isNew = followed == NEVER;
    if (isNew) startToken(connection, processor, size);
    else if (followed < size) throw new NotFollowed(name, followed, size);
    else catchUp(view, connection, size, followed);
    return new RebuildReport.Outcome(
        name,
        view.beside().count(connection),
        isNew ? null : followed,
        view.beside().digest(connection),
        isNew ? List.of() : view.table().differing(view.beside(), connection, DIFFERING_AT_MOST),
        null);
  }

  /** What came after the facts it was built of, as the one that follows the journal does it. */
  private <K, R extends Record> void catchUp(
      Rebuilt<K, R> view, Connection connection, long from, long to) throws SQLException {
    Live<K, R> live = new Live<>(view.view(), view.beside(), facts);
    for (long next = from; next < to; ) {
      List<Recorded> page = facts.from(connection, next);
      if (page.isEmpty()) throw new IllegalStateException("the journal ends before " + to);
      List<Recorded> counted = page.subList(0, Math.toIntExact(Math.min(page.size(), to - next)));
      live.fold(connection, counted);
      next += counted.size();
    }
  }

  /**
   * How many facts the processor has folded, {@link #NEVER} for one that was never started; the
   * token stays as it is until we commit.
   */
  private static long followed(Connection connection, String processor) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select token from view.token_entry where processorname = ? and segment = 0 for update
            """)) {
      select.setString(1, processor);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) return NEVER;
        byte[] token = row.getBytes(1);
        return token == null ? 0 : position(token) + 1;
      }
    }
  }

  private static long position(byte[] token) {
    GlobalSequenceTrackingToken read =
        Tokens.serializer()
            .deserialize(
                new SimpleSerializedObject<>(
                    token, byte[].class, GlobalSequenceTrackingToken.class.getName(), null));
    return read.getGlobalIndex();
  }

  /** A processor that was never started begins where the new tables end. */
  private static void startToken(Connection connection, String processor, long size)
      throws SQLException {
    if (size == 0) return;
    SerializedObject<byte[]> token =
        Tokens.serializer().serialize(new GlobalSequenceTrackingToken(size - 1), byte[].class);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into view.token_entry (processorname, segment, token, tokentype, timestamp)
            values (?, 0, ?, ?, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            """)) {
      statement.setString(1, processor);
      statement.setBytes(2, token.getData());
      statement.setString(3, token.getType().getName());
      statement.executeUpdate();
    }
  }

  private void reached(long more, long size) {
    done += more;
    // At least once through all to sort them, and once to fold them.
    progress.reached(done, Math.max(done, size * (1 + Math.max(1, passes))));
  }
}
