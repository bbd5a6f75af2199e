package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.sunshineledger.ledger.journal.Tokens;

/**
 * The last part of a rebuild, in one transaction: new tables are brought to where the old ones
 * stand, compared with them, and put in their place. Those that follow the journal wait meanwhile,
 * those that read do not.
 */
final class Replacement {

  private static final int DIFFERING_AT_MOST = 100;
  private static final long NEVER = -1;
  private static final String DEADLOCK = "40P01";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final DataSource dataSource;
  private final Connection connection;
  private final Facts facts;
  private final List<Rebuilt<?, ?>> views;
  private final long size;
  private final Rebuild.Steps steps;

  /**
   * @param connection makes the replacement; the new tables are committed
   * @param size how many facts the new tables are built of
   */
  Replacement(
      DataSource dataSource,
      Connection connection,
      Facts facts,
      List<Rebuilt<?, ?>> views,
      long size,
      Rebuild.Steps steps) {
    this.dataSource = dataSource;
    this.connection = connection;
    this.facts = facts;
    this.views = views;
    this.size = size;
    this.steps = steps;
  }

  /** Waits for a view that is still folding what the new tables hold. */
  List<RebuildReport.Outcome> replaceOnceFollowed() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return replace();
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

  private List<RebuildReport.Outcome> replace() throws SQLException {
    Map<Rebuilt<?, ?>, Long> followed = new LinkedHashMap<>();
    for (Rebuilt<?, ?> each : views)
      if (each.failure() == null) followed.put(each, broughtUp(each));
    Map<Rebuilt<?, ?>, RebuildReport.Outcome> compared = compared(followed);
    steps.done(Rebuild.Step.COMPARED);
    for (Rebuilt<?, ?> each : views) put(each);
    RebuildPlan.isOver(connection);
    connection.commit();
    steps.done(Rebuild.Step.SWITCHED);
    return views.stream().map(each -> compared.getOrDefault(each, notBuilt(each))).toList();
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

  private void put(Rebuilt<?, ?> view) throws SQLException {
    if (view.failure() == null) view.tables().replace(connection);
    else view.tables().drop(connection);
  }

  /**
   * Stops those that write the old tables, and brings the new ones to where they stand.
   *
   * @return how many facts these are, {@link #NEVER} where there are no old rows
   */
  private long broughtUp(Rebuilt<?, ?> view) throws SQLException {
    String name = view.view().name();
    view.tables().stopWriters(connection);
    String processor = name + "_" + view.view().version();
    long followed = followed(processor);
    if (followed == NEVER) startToken(processor);
    else if (followed < size) throw new NotFollowed(name, followed, size);
    else catchUp(view, followed);
    return followed;
  }

  /**
   * Several views at once, on connections of their own, but for those whose new tables hold what
   * this transaction alone sees.
   *
   * @param followed how many facts each view's tables hold
   */
  private Map<Rebuilt<?, ?>, RebuildReport.Outcome> compared(Map<Rebuilt<?, ?>, Long> followed)
      throws SQLException {
    Map<Rebuilt<?, ?>, RebuildReport.Outcome> outcomes = new ConcurrentHashMap<>();
    Map<Rebuilt<?, ?>, Long> seenByAll = new LinkedHashMap<>(followed);
    seenByAll.values().removeIf(facts -> facts > size);
    try (SideBySide working = SideBySide.withConnections()) {
      CompletableFuture<Void> besides =
          working.beginEach(
              seenByAll.entrySet(),
              each -> {
                try (Connection own = dataSource.getConnection()) {
                  own.setAutoCommit(false);
                  outcomes.put(each.getKey(), compared(each.getKey(), each.getValue(), own));
                  own.rollback();
                  own.setAutoCommit(true);
                }
              });
      for (Map.Entry<Rebuilt<?, ?>, Long> each : followed.entrySet())
        if (!seenByAll.containsKey(each.getKey()))
          outcomes.put(each.getKey(), compared(each.getKey(), each.getValue(), connection));
      SideBySide.join(besides);
    }
    return outcomes;
  }

  private static RebuildReport.Outcome compared(
      Rebuilt<?, ?> view, long followed, Connection connection) throws SQLException {
    TablesBeside.Digest digest = view.tables().digest(connection);
    boolean isNew = followed == NEVER;
    return new RebuildReport.Outcome(
        view.view().name(),
        digest.rows(),
        isNew ? null : followed,
        digest.digest(),
        isNew ? List.of() : view.tables().differing(digest, connection, DIFFERING_AT_MOST),
        null);
  }

  private static RebuildReport.Outcome notBuilt(Rebuilt<?, ?> view) {
    return new RebuildReport.Outcome(view.view().name(), 0, null, null, List.of(), view.failure());
  }

  /** What came after the facts it was built of, as the one that follows the journal does it. */
  private <K, R extends Record> void catchUp(Rebuilt<K, R> view, long to) throws SQLException {
    Live<K, R> live = new Live<>(view.view(), view.tables().built(), facts);
    for (long next = size; next < to; ) {
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
  private long followed(String processor) throws SQLException {
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
  private void startToken(String processor) throws SQLException {
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
}
