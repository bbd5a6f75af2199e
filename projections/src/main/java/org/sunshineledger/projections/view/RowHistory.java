package org.sunshineledger.projections.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How the rows of one view became what they are: where they differ between two moments, and after
 * which facts a value changed. Each question reads the trail once, so that facts that are recorded
 * meanwhile count for both moments or for neither.
 */
final class RowHistory<K, R extends Record> {

  /** Rows that are compared at once; each brings its trail into memory. */
  private static final int TOGETHER = 50;

  private final ViewTable<K, R> table;
  private final AsOf<K, R> asOf;
  private final RowJson<R> json;

  RowHistory(View<K, R> view, ViewTable<K, R> table, AsOf<K, R> asOf) {
    this.table = table;
    this.asOf = asOf;
    this.json = new RowJson<>(view.rowType());
  }

  /**
   * A moment, resolved.
   *
   * @param known how many facts of the journal count
   */
  record Bounds(LocalDate asOf, long known) {

    private boolean hold(ViewTable.Step step) {
      return !step.occurredOn().isAfter(asOf) && step.position() < known;
    }

    private Bounds orLater(Bounds other) {
      return new Bounds(asOf.isAfter(other.asOf) ? asOf : other.asOf, Math.max(known, other.known));
    }
  }

  /** The rows that differ, in the order of their keys, at most so many of them. */
  List<RowDifference> difference(
      Connection connection, Collection<String> keys, Bounds from, Bounds to, int most)
      throws SQLException {
    List<RowDifference> found = new ArrayList<>();
    List<String> sorted = List.copyOf(new TreeSet<>(keys));
    for (int start = 0; start < sorted.size(); start += TOGETHER) {
      List<String> some = sorted.subList(start, Math.min(sorted.size(), start + TOGETHER));
      for (RowDifference each : difference(connection, some, from, to)) {
        if (found.size() == most) return found;
        found.add(each);
      }
    }
    return found;
  }

  private List<RowDifference> difference(
      Connection connection, List<String> keys, Bounds from, Bounds to) throws SQLException {
    Bounds both = from.orLater(to);
    Map<String, List<ViewTable.Step>> steps =
        table.steps(connection, keys, both.asOf(), both.known()).stream()
            .collect(groupingBy(ViewTable.Step::key));
    // What has the same facts is the same: most rows need not be folded at all.
    List<ViewTable.Step> moved =
        keys.stream()
            .map(key -> steps.getOrDefault(key, List.of()))
            .filter(trail -> trail.stream().anyMatch(step -> from.hold(step) != to.hold(step)))
            .flatMap(List::stream)
            .toList();
    Map<String, Folded<R>> before = rows(connection, moved, from::hold);
    Map<String, Folded<R>> after = rows(connection, moved, to::hold);
    List<RowDifference> found = new ArrayList<>();
    for (String key : keys) {
      @Nullable RowDifference difference = difference(key, before.get(key), after.get(key));
      if (difference != null) found.add(difference);
    }
    return found;
  }

  private Map<String, Folded<R>> rows(
      Connection connection, List<ViewTable.Step> steps, Predicate<ViewTable.Step> counts)
      throws SQLException {
    return asOf.rows(connection, steps.stream().filter(counts).toList()).stream()
        .collect(toMap(Folded::key, Function.identity()));
  }

  private @Nullable RowDifference difference(
      String key, @Nullable Folded<R> before, @Nullable Folded<R> after) {
    @Nullable JsonNode then = tree(before);
    @Nullable JsonNode now = tree(after);
    if (Objects.equals(then, now)) return null;
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    return new RowDifference(
        key,
        then == null
            ? RowDifference.Kind.ADDED
            : now == null ? RowDifference.Kind.GONE : RowDifference.Kind.CHANGED,
        JsonDifference.between(then == null ? nothing : then, now == null ? nothing : now),
        (before != null && before.synthetic()) || (after != null && after.synthetic()));
  }

  private @Nullable JsonNode tree(@Nullable Folded<R> folded) {
    @Nullable R row = folded == null ? null : folded.row();
    return row == null ? null : json.tree(row);
  }

  /** The value that stands there at the moment; null where there is none. */
  @Nullable JsonNode value(Connection connection, String key, FieldPath field, Bounds bounds)
      throws SQLException {
    List<Folded<R>> rows = asOf.rows(connection, List.of(key), bounds.asOf(), bounds.known());
    return rows.isEmpty() ? null : field.in(tree(rows.getFirst()));
  }

  /** The facts that made the row, in the order in which they are folded. */
  List<Long> why(Connection connection, String key, Bounds bounds) throws SQLException {
    return table.steps(connection, List.of(key), bounds.asOf(), bounds.known()).stream()
        .map(ViewTable.Step::position)
        .toList();
  }

  /** Those of them after which another value stood there. */
  List<Long> why(Connection connection, String key, FieldPath field, Bounds bounds)
      throws SQLException {
    Watch watch = new Watch(field);
    asOf.walk(
        connection,
        table.steps(connection, List.of(key), bounds.asOf(), bounds.known()),
        watch::look);
    return watch.changes;
  }

  /** One value of one row while it is folded. */
  private final class Watch {

    private final FieldPath field;
    private final List<Long> changes = new ArrayList<>();
    private @Nullable R row;
    private @Nullable JsonNode value;

    Watch(FieldPath field) {
      this.field = field;
    }

    void look(ViewTable.Step step, Folded<R> folded) {
      @Nullable R now = folded.row();
      if (Objects.equals(row, now)) return; // Writing a row costs more than comparing it.
      row = now;
      @Nullable JsonNode there = field.in(tree(folded));
      if (Objects.equals(value, there)) return;
      value = there;
      changes.add(step.position());
    }
  }
}
