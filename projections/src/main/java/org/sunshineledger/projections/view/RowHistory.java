package org.sunshineledger.projections.view;

import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How the rows of one view became what they are: where they differ between two moments, and after
 * which facts a value changed. Each question reads the trail once, so that facts that are recorded
 * meanwhile count for both moments or for neither.
 */
final class RowHistory<K, R extends Record> {

  /** Rows that are compared at once; each brings its trail into memory. */
  private static final int TOGETHER = 200;

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

  /**
   * The rows that differ, in the order of their keys, at most so many of them.
   *
   * @param seen each fact that such a row has at either moment, by the key of the row: all of them
   *     before the row is found to differ. Rows that turn out to be the same may be among them.
   */
  List<RowDifference> difference(
      Connection connection,
      Collection<String> keys,
      Bounds from,
      Bounds to,
      int most,
      BiConsumer<String, Fact> seen)
      throws SQLException {
    List<RowDifference> found = new ArrayList<>();
    List<String> sorted = List.copyOf(new TreeSet<>(keys));
    for (int start = 0; start < sorted.size(); start += TOGETHER) {
      List<String> some = sorted.subList(start, Math.min(sorted.size(), start + TOGETHER));
      for (Pair<R> pair : pairs(connection, some, from, to, seen)) {
        @Nullable RowDifference difference = difference(pair.key, pair.before, pair.after);
        if (difference == null) continue;
        if (found.size() == most) return found;
        found.add(difference);
      }
    }
    return found;
  }

  /** One row at both moments. */
  private static final class Pair<R extends Record> {

    private final String key;
    private @Nullable Folded<R> before;
    private @Nullable Folded<R> after;

    /** Whether a fact came that counts at one moment only; until then the two rows are one. */
    private boolean parted;

    Pair(String key) {
      this.key = key;
    }
  }

  /** The rows that have not the same facts at both moments, in the order of their keys. */
  private List<Pair<R>> pairs(
      Connection connection,
      List<String> keys,
      Bounds from,
      Bounds to,
      BiConsumer<String, Fact> seen)
      throws SQLException {
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
    List<Pair<R>> pairs = new ArrayList<>();
    asOf.read(
        connection,
        moved,
        (step, fact) -> {
          if (pairs.isEmpty() || !pairs.getLast().key.equals(step.key()))
            pairs.add(new Pair<>(step.key()));
          fold(pairs.getLast(), step, fact, from.hold(step), to.hold(step));
          seen.accept(step.key(), fact);
        });
    return pairs;
  }

  /** As long as they have the same facts, the two rows are folded once. */
  private void fold(
      Pair<R> pair, ViewTable.Step step, Fact fact, boolean countsBefore, boolean countsAfter) {
    pair.parted |= countsBefore != countsAfter;
    if (countsBefore) pair.before = asOf.fold(pair.before, step, fact);
    if (countsAfter) pair.after = pair.parted ? asOf.fold(pair.after, step, fact) : pair.before;
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

  /** The rows of a moment in the order of their keys, and each of their facts. */
  List<RowAt> written(
      Connection connection, Collection<String> keys, Bounds bounds, BiConsumer<String, Fact> seen)
      throws SQLException {
    Map<String, Folded<R>> rows = new TreeMap<>();
    Map<String, Integer> facts = new HashMap<>();
    asOf.read(
        connection,
        table.steps(connection, keys, bounds.asOf(), bounds.known()),
        (step, fact) -> {
          rows.put(step.key(), asOf.fold(rows.get(step.key()), step, fact));
          facts.merge(step.key(), 1, Integer::sum);
          seen.accept(step.key(), fact);
        });
    return rows.values().stream()
        .map(row ->
            new RowAt(
                row.key(),
                row.occurredOn(),
                row.position(),
                facts.getOrDefault(row.key(), 0),
                row.synthetic(),
                tree(row)))
        .toList();
  }

  /** The facts of these rows, each row's together and in the order in which they are folded. */
  void facts(
      Connection connection, Collection<String> keys, Bounds bounds, BiConsumer<String, Fact> seen)
      throws SQLException {
    asOf.read(
        connection,
        table.steps(connection, keys, bounds.asOf(), bounds.known()),
        (step, fact) -> seen.accept(step.key(), fact));
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
