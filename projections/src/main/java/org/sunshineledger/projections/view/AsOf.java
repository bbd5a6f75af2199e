package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * Rows as they were at a moment: the facts of each key that had occurred by the day and were
 * recorded by then, found through the trail and folded from the first one on. It never writes.
 */
final class AsOf<K, R extends Record> {

  /** Facts that are in memory at once: a village has some 1,500. */
  private static final int TOGETHER = 2_000;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final Facts facts;

  AsOf(View<K, R> view, ViewTable<K, R> table, Facts facts) {
    this.view = view;
    this.table = table;
    this.facts = facts;
  }

  /** Sees a row each time a fact has been folded into it. */
  interface Watcher<R extends Record> {
    void folded(ViewTable.Step step, Folded<R> row);
  }

  /**
   * The rows of these keys, in the order of their texts; a key without facts is left out.
   *
   * @param known how many facts of the journal count
   */
  List<Folded<R>> rows(Connection connection, Collection<String> keys, LocalDate asOf, long known)
      throws SQLException {
    return rows(connection, table.steps(connection, keys, asOf, known));
  }

  /**
   * The rows of these steps, in their order.
   *
   * @param steps of each row together, in the order in which they are folded
   */
  List<Folded<R>> rows(Connection connection, List<ViewTable.Step> steps) throws SQLException {
    Map<String, Folded<R>> found = new LinkedHashMap<>();
    walk(connection, steps, (step, row) -> found.put(step.key(), row));
    return List.copyOf(found.values());
  }

  /** Folds the same, and shows each row after each of its facts. */
  void walk(Connection connection, List<ViewTable.Step> steps, Watcher<R> watcher)
      throws SQLException {
    @Nullable Folded<R> folded = null;
    for (int from = 0; from < steps.size(); from += TOGETHER) {
      List<ViewTable.Step> some = steps.subList(from, Math.min(steps.size(), from + TOGETHER));
      Map<Long, Fact> byPosition =
          facts.at(connection, some.stream().map(ViewTable.Step::position).distinct().toList());
      for (ViewTable.Step step : some) {
        if (folded != null && !folded.key().equals(step.key())) folded = null;
        folded = fold(folded, step.key(), Facts.present(byPosition, step));
        watcher.folded(step, folded);
      }
    }
  }

  private Folded<R> fold(@Nullable Folded<R> before, String key, Fact fact) {
    @Nullable R row = before == null ? null : before.row();
    row = Folded.after(view, row, view.key(key), List.of(fact));
    return new Folded<>(
        key,
        fact.occurredOn(),
        before == null ? fact.position() : Math.max(before.position(), fact.position()),
        fact.isSynthetic() || (before != null && before.synthetic()),
        row);
  }
}
