package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

  /**
   * The rows of these keys, in the order of their texts; a key without facts is left out.
   *
   * @param known how many facts of the journal count
   */
  List<Folded<R>> rows(Connection connection, Collection<String> keys, LocalDate asOf, long known)
      throws SQLException {
    List<Folded<R>> found = new ArrayList<>(keys.size());
    List<ViewTable.Step> steps = table.steps(connection, keys, asOf, known);
    @Nullable Folded<R> folded = null;
    for (int from = 0; from < steps.size(); from += TOGETHER) {
      List<ViewTable.Step> some = steps.subList(from, Math.min(steps.size(), from + TOGETHER));
      Map<Long, Fact> byPosition =
          facts.at(connection, some.stream().map(ViewTable.Step::position).toList());
      for (ViewTable.Step step : some) {
        Fact fact = Facts.present(byPosition, step);
        if (folded != null && !folded.key().equals(step.key())) {
          found.add(folded);
          folded = null;
        }
        folded = fold(folded, step.key(), fact);
      }
    }
    if (folded != null) found.add(folded);
    return found;
  }

  private Folded<R> fold(@Nullable Folded<R> before, String key, Fact fact) {
    @Nullable R row = before == null ? null : before.row();
    return new Folded<>(
        key,
        fact.occurredOn(),
        before == null ? fact.position() : Math.max(before.position(), fact.position()),
        fact.isSynthetic() || (before != null && before.synthetic()),
        view.fold(row, view.key(key), fact));
  }
}
