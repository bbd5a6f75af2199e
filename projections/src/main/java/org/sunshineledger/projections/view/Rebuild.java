package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * Builds views anew from the journal, beside those that are read meanwhile, and puts the new tables
 * in the place of the old ones in one transaction.
 *
 * <p>The journal is read once for all views: while one page is folded, the next is decoded, and the
 * lines of the last are copied. Rows that memory has no room for lie on the disk until they are
 * touched again; where not even their keys fit, the keys are folded slice by slice. What is
 * finished is committed, so a rebuild that is killed goes on where it was, and until the switch
 * nothing is changed.
 */
final class Rebuild {

  /** The node that holds this advisory lock rebuilds. */
  private static final long LOCK = 0x53_55_4E_52_45_42_4CL;

  /** Facts that are read with one statement, and those that are decoded with one task. */
  private static final int TOGETHER = 512;

  /** Rows that are folded anew at once. */
  private static final int NOTED_TOGETHER = 200;

  /**
   * What a rebuild may take.
   *
   * @param memory for rows, in bytes
   * @param page how many facts are folded together; fewer where they are long
   */
  record Limits(long memory, int page) {

    private static final int PART_OF_HEAP = 4;

    /** Each row that a page touches is folded once; each view is waited for once a page. */
    private static final int PAGE = 4_096;

    private static final int PART_FOR_A_PAGE = 4;

    static Limits ofThisProcess() {
      return new Limits(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, PAGE);
    }

    /** With so many bytes a page is long enough. */
    long bytesOfPage() {
      return memory / PART_FOR_A_PAGE;
    }
  }

  /** What was done; after each the process may end. */
  enum Step {
    PLANNED,
    FOLDED,
    VIEW_COMMITTED,
    SLICE_COMMITTED,
    KEYED,
    NOTED_FOLDED,
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
  private final Limits limits;
  private final RebuildProgress progress;
  private final Steps steps;
  private int passes;
  private long done;

  Rebuild(
      DataSource dataSource,
      FactCodec codec,
      Facts facts,
      List<Rebuilt<?, ?>> views,
      Limits limits,
      RebuildProgress progress,
      Steps steps) {
    this.dataSource = dataSource;
    this.codec = codec;
    this.facts = facts;
    this.views = List.copyOf(views);
    this.limits = limits;
    this.progress = progress;
    this.steps = steps;
  }

  /**
   * Does it, from where an earlier one of the same views was interrupted.
   *
   * @throws RebuildRunning when one is under way, on this node or another
   */
  RebuildReport run() throws SQLException {
    long began = System.nanoTime();
    try (Connection connection = dataSource.getConnection()) {
      lock(connection);
      connection.setAutoCommit(false);
      try {
        RebuildPlan plan = RebuildPlan.of(views, connection);
        connection.commit();
        steps.done(Step.PLANNED);
        if (!plan.isFolded()) fold(connection, plan);
        if (!plan.isKeyed()) key(connection, plan);
        foldNoted(connection, plan);
        List<RebuildReport.Outcome> outcomes =
            new Replacement(dataSource, connection, facts, views, plan.size(), steps)
                .replaceOnceFollowed();
        return new RebuildReport(
            plan.size(),
            passes,
            views.stream().mapToLong(Rebuilt::spilled).sum(),
            Duration.ofNanos(System.nanoTime() - began),
            outcomes);
      } finally {
        views.forEach(Rebuilt::close);
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

  private void fold(Connection connection, RebuildPlan plan) throws SQLException {
    try (ExecutorService reading = Executors.newSingleThreadExecutor();
        SideBySide working = SideBySide.onAllProcessors();
        SideBySide keying = SideBySide.withConnections();
        Sending sending = new Sending(connection)) {
      for (boolean withTrail = plan.isNew(); !plan.isFolded(); withTrail = false) {
        if (plan.left(plan.next()).isEmpty()) {
          // It was interrupted when all of them were committed.
          plan.folded(plan.next(), connection);
          connection.commit();
          continue;
        }
        Slice folded = fold(plan, withTrail, reading, working, sending);
        steps.done(Step.FOLDED);
        send(folded, plan, connection, keying, sending);
        steps.done(Step.SLICE_COMMITTED);
      }
    }
  }

  /** Folds the next slice, which becomes smaller where its keys do not fit into memory. */
  private Slice fold(
      RebuildPlan plan, boolean withTrail, Executor reading, SideBySide working, Sending sending)
      throws SQLException {
    passes++;
    Slice slice = plan.next();
    CompletableFuture<Page> coming = page(0, plan.size(), reading, working);
    for (long from = 0; from < plan.size(); ) {
      Page page = SideBySide.join(coming);
      coming = page(page.next(), plan.size(), reading, working);
      Slice current = slice;
      working.each(
          plan.left(current), each -> each.fold(page.facts(), current, withTrail, sending));
      if (bytes() > limits.memory()) working.each(views, Rebuilt::spill);
      while (bytes() > limits.memory() && slice.canBeHalved()) {
        slice = plan.halve();
        for (Rebuilt<?, ?> each : views) each.keep(slice);
      }
      reached(page.next() - from, plan);
      from = page.next();
    }
    return slice;
  }

  private long bytes() {
    return views.stream().mapToLong(Rebuilt::bytes).sum();
  }

  /**
   * Facts that any view wants.
   *
   * @param next the position behind the page
   */
  private record Page(List<Recorded> facts, long next) {}

  /** A page is read and decoded while another is folded. */
  private CompletableFuture<Page> page(long from, long size, Executor reading, SideBySide working) {
    if (from >= size) return CompletableFuture.completedFuture(new Page(List.of(), from));
    return CompletableFuture.supplyAsync(() -> read(from, size), reading)
        .thenCompose(page -> decoded(page, working));
  }

  private Page read(long from, long size) {
    long to = Math.min(size, from + limits.page());
    try (Connection connection = dataSource.getConnection()) {
      List<Recorded> page = new ArrayList<>();
      long bytes = 0;
      long next = from;
      while (next < to && bytes < limits.bytesOfPage()) {
        long end = Math.min(to, next + TOGETHER);
        for (StoredFact fact : Facts.stored(connection, next, end)) {
          bytes += fact.detail().length;
          if (isRead(fact.type())) page.add(new Recorded(fact, codec));
        }
        next = end;
      }
      return new Page(page, next);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private boolean isRead(String type) {
    return views.stream().anyMatch(each -> each.view().reads(type));
  }

  private static CompletableFuture<Page> decoded(Page page, SideBySide working) {
    List<Recorded> facts = page.facts();
    List<List<Recorded>> parts = new ArrayList<>();
    for (int from = 0; from < facts.size(); from += TOGETHER)
      parts.add(facts.subList(from, Math.min(facts.size(), from + TOGETHER)));
    return working
        .<List<Recorded>>beginEach(parts, part -> part.forEach(Recorded::decodeAhead))
        .thenApply(_ -> page);
  }

  /**
   * Sends what was folded and commits it view by view, the largest first. Behind the last slice a
   * view is given its keys while the next one is sent.
   */
  private void send(
      Slice slice, RebuildPlan plan, Connection connection, SideBySide keying, Sending sending)
      throws SQLException {
    for (Rebuilt<?, ?> each : views) each.sendTrail(sending);
    List<CompletableFuture<Void>> keyed = new ArrayList<>();
    try {
      for (Rebuilt<?, ?> each : largestFirst(plan.left(slice))) {
        each.sendRows(sending);
        sending.flush();
        plan.sent(each, slice, connection);
        connection.commit();
        steps.done(Step.VIEW_COMMITTED);
        if (plan.isLast(slice)) keyed.add(keying.begin(each, this::addKeys));
      }
    } finally {
      SideBySide.join(SideBySide.all(keyed));
    }
    plan.folded(slice, connection);
    connection.commit();
  }

  private static List<Rebuilt<?, ?>> largestFirst(List<Rebuilt<?, ?>> views) {
    Map<Rebuilt<?, ?>, Long> bytes = new HashMap<>();
    for (Rebuilt<?, ?> each : views) bytes.put(each, each.bytes());
    return views.stream()
        .sorted(Comparator.comparing(bytes::get, Comparator.reverseOrder()))
        .toList();
  }

  /** In a transaction of its own, so that several views are given theirs at once. */
  private void addKeys(Rebuilt<?, ?> view) throws SQLException {
    try (Connection own = dataSource.getConnection()) {
      view.tables().addKeys(own);
    }
  }

  /** Adds the keys that were not added while others were sent. */
  private void key(Connection connection, RebuildPlan plan) throws SQLException {
    try (SideBySide working = SideBySide.withConnections()) {
      working.each(views, this::addKeys);
    }
    plan.keyed(connection);
    connection.commit();
    steps.done(Step.KEYED);
  }

  /** Folds the rows that were given late facts, by the trail. */
  private void foldNoted(Connection connection, RebuildPlan plan) throws SQLException {
    for (Rebuilt<?, ?> each : views) {
      String last = "";
      while (each.failure() == null) {
        List<String> keys = each.tables().stillToBeFolded(connection, last, NOTED_TOGETHER);
        if (keys.isEmpty()) break;
        each.foldNoted(connection, keys, facts, plan.size());
        plan.note(connection);
        connection.commit();
        last = keys.getLast();
      }
    }
    connection.commit();
    steps.done(Step.NOTED_FOLDED);
  }

  private void reached(long more, RebuildPlan plan) {
    done += more;
    progress.reached(done, Math.max(done, plan.size() * (passes + plan.slicesLeft() - 1)));
  }
}
