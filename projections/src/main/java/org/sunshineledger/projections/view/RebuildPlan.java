package org.sunshineledger.projections.view;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a rebuild is, as it is stored: one that is interrupted goes on from there. What is noted
 * here becomes true with the connection's transaction.
 */
final class RebuildPlan {

  private final List<Rebuilt<?, ?>> views;
  private final long size;
  private final Deque<Slice> left;
  private final Set<Sent> sent;
  private final boolean isNew;
  private boolean keyed;

  private RebuildPlan(
      List<Rebuilt<?, ?>> views, long size, Deque<Slice> left, Set<Sent> sent, boolean keyed) {
    this.views = views;
    this.size = size;
    this.left = left;
    this.sent = sent;
    this.isNew = sent.isEmpty() && left.contains(Slice.ALL);
    this.keyed = keyed;
  }

  /** The rows of a view that are of a slice stand in its new table. */
  private record Sent(String view, Slice slice) {

    /** {@code view from-to}. */
    @Override
    public String toString() {
      return view + " " + slice;
    }

    static Sent parse(String text) {
      int space = text.lastIndexOf(' ');
      return new Sent(text.substring(0, space), Slice.parse(text.substring(space + 1)));
    }
  }

  /** The one that was interrupted, when it was of the same views; else a new one. */
  static RebuildPlan of(List<Rebuilt<?, ?>> views, Connection connection) throws SQLException {
    String[] names =
        views.stream()
            .map(each -> each.view().name() + "_" + each.view().version())
            .toArray(String[]::new);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select views, size, left_of, sent, keyed, failed from view.rebuild")) {
      if (row.next()) {
        if (Arrays.equals(names, read(row, 1))) return resumed(views, row);
        for (String other : read(row, 1)) dropLeftOver(other, connection);
      }
    }
    for (Rebuilt<?, ?> each : views) each.tables().create(connection);
    RebuildPlan plan =
        new RebuildPlan(
            views,
            Facts.size(connection),
            new ArrayDeque<>(List.of(Slice.ALL)),
            new HashSet<>(),
            false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from view.rebuild;
            insert into view.rebuild (views, size, left_of) values (?, ?, ?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", names));
      statement.setLong(2, plan.size);
      statement.setArray(3, array(plan.left, connection));
      statement.executeUpdate();
    }
    return plan;
  }

  private static RebuildPlan resumed(List<Rebuilt<?, ?>> views, ResultSet row) throws SQLException {
    Deque<Slice> left = new ArrayDeque<>();
    for (String slice : read(row, 3)) left.add(Slice.parse(slice));
    Set<Sent> sent = new HashSet<>();
    for (String each : read(row, 4)) sent.add(Sent.parse(each));
    List<String> failed = List.of(read(row, 6));
    for (Rebuilt<?, ?> each : views)
      if (failed.contains(each.view().name())) each.failed("it failed before the interruption");
    return new RebuildPlan(views, row.getLong(2), left, sent, row.getBoolean(5));
  }

  private static String[] read(ResultSet row, int column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  private static void dropLeftOver(String view, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists view.%1$s_new, view.%1$s_new_trail".formatted(view));
    }
  }

  private static Array array(Collection<?> things, Connection connection) throws SQLException {
    return connection.createArrayOf("text", things.stream().map(Object::toString).toArray());
  }

  /** How many facts the new tables are built of. */
  long size() {
    return size;
  }

  /** Whether nothing was built yet. */
  boolean isNew() {
    return isNew;
  }

  /** Whether all slices are folded. */
  boolean isFolded() {
    return left.isEmpty();
  }

  int slicesLeft() {
    return left.size();
  }

  Slice next() {
    return left.getFirst();
  }

  /** The next slice becomes smaller, and another one comes behind it. */
  Slice halve() {
    Slice slice = left.removeFirst();
    left.addFirst(slice.upper());
    left.addFirst(slice.lower());
    return slice.lower();
  }

  /** Those whose rows of the slice are still to be folded. */
  List<Rebuilt<?, ?>> left(Slice slice) {
    return views.stream()
        .filter(each ->
            sent.stream()
                .noneMatch(
                    done -> done.view.equals(each.view().name()) && done.slice.contains(slice)))
        .toList();
  }

  /**
   * The rows of one view are sent, those of others may not be. Need not be on the disk at once:
   * what comes later is not there without it.
   */
  void sent(Rebuilt<?, ?> view, Slice slice, Connection connection) throws SQLException {
    sent.add(new Sent(view.view().name(), slice));
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit to off");
    }
    note(connection);
  }

  /** Whether no other slice is left. */
  boolean isLast(Slice slice) {
    return left.size() == 1 && left.contains(slice);
  }

  /** All views' rows of the slice are sent. */
  void folded(Slice slice, Connection connection) throws SQLException {
    left.remove(slice);
    note(connection);
  }

  /** Whether the tables have their keys. */
  boolean isKeyed() {
    return keyed;
  }

  void keyed(Connection connection) throws SQLException {
    keyed = true;
    note(connection);
  }

  /** Notes which views have failed, and all else. */
  void note(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update view.rebuild set left_of = ?, sent = ?, keyed = ?, failed = ?")) {
      statement.setArray(1, array(left, connection));
      statement.setArray(2, array(sent, connection));
      statement.setBoolean(3, keyed);
      List<String> failed =
          views.stream()
              .filter(each -> each.failure() != null)
              .map(each -> each.view().name())
              .toList();
      statement.setArray(4, array(failed, connection));
      statement.executeUpdate();
    }
  }

  static void isOver(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from view.rebuild");
    }
  }
}
