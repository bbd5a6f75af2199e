package org.sunshineledger.projections.view;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * Folds one view behind the journal, a page at a time: keys, select, fold, upsert, on the caller's
 * transaction.
 */
final class Live<K, R extends Record> {

  /** The order in which facts are folded, whenever they were recorded. */
  static final Comparator<Fact> FOLD_ORDER =
      comparing(Fact::occurredOn).thenComparingLong(Fact::position);

  /** Rows that are folded anew at once; each brings all its facts into memory. */
  private static final int REFOLDED_TOGETHER = 200;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final Facts facts;

  Live(View<K, R> view, ViewTable<K, R> table, Facts facts) {
    this.view = view;
    this.table = table;
    this.facts = facts;
  }

  /** Folds the facts of a page, which come in the order of their positions. */
  void fold(Connection connection, List<Recorded> page) throws SQLException {
    Map<K, List<Fact>> touched = touched(page);
    if (!touched.isEmpty()) fold(connection, touched);
  }

  /** The same of facts that are sorted by the rows they touch, at least one. */
  void fold(Connection connection, Map<K, List<Fact>> touched) throws SQLException {
    List<String> keys = touched.keySet().stream().map(view::text).toList();
    Map<String, Folded<R>> stored = table.selectToFoldOn(connection, keys);
    List<Folded<R>> folded = new ArrayList<>(touched.size());
    List<ViewTable.Step> steps = new ArrayList<>();
    Map<K, List<Fact>> late = new HashMap<>();
    touched.forEach((key, news) -> {
      String text = view.text(key);
      @Nullable Folded<R> row = stored.get(text);
      if (row != null && news.getFirst().position() <= row.position())
        throw new IllegalStateException(
            "view %s was given position %d again for the row %s, which is at %d"
                .formatted(view.name(), news.getFirst().position(), text, row.position()));
      for (Fact fact : news)
        steps.add(new ViewTable.Step(text, fact.occurredOn(), fact.position()));
      news.sort(FOLD_ORDER);
      if (row != null && !view.inAnyOrder() && isLate(news.getFirst(), row)) late.put(key, news);
      else folded.add(foldOn(key, text, row, news));
    });
    refold(connection, late, folded);
    table.upsert(connection, folded);
    table.extendTrail(connection, steps);
  }

  private static boolean isLate(Fact first, Folded<?> row) {
    return first.occurredOn().isBefore(row.occurredOn());
  }

  /** The facts of a page by the rows they touch; empty when there is nothing in it for the view. */
  Map<K, List<Fact>> touched(List<Recorded> page) {
    Map<K, List<Fact>> touched = new HashMap<>();
    for (Recorded recorded : page) {
      if (!view.reads(recorded.type())) continue;
      try {
        Fact fact = recorded.fact();
        view.keys(fact)
            .distinct()
            .forEach(key -> touched.computeIfAbsent(key, _ -> new ArrayList<>()).add(fact));
      } catch (RuntimeException e) {
        throw new FoldFailed(view.name(), "?", recorded.position(), e);
      }
    }
    return touched;
  }

  /**
   * Whether the facts touch no row. Of one that cannot be read it is not said: whoever folds it
   * says why.
   */
  boolean holdsNothing(List<Recorded> page) {
    try {
      return page.stream()
          .filter(recorded -> view.reads(recorded.type()))
          .allMatch(recorded -> view.keys(recorded.fact()).findAny().isEmpty());
    } catch (RuntimeException unread) {
      return false;
    }
  }

  private Folded<R> foldOn(K key, String text, @Nullable Folded<R> before, List<Fact> sorted) {
    @Nullable R row = before == null ? null : before.row();
    LocalDate day = before == null ? LocalDate.MIN : before.occurredOn();
    long position = before == null ? -1 : before.position();
    boolean synthetic = before != null && before.synthetic();
    row = Folded.after(view, row, key, sorted);
    for (Fact fact : sorted) {
      if (fact.occurredOn().isAfter(day)) day = fact.occurredOn();
      position = Math.max(position, fact.position());
      synthetic |= fact.isSynthetic();
    }
    return new Folded<>(text, day, position, synthetic, row);
  }

  private void refold(Connection connection, Map<K, List<Fact>> late, List<Folded<R>> folded)
      throws SQLException {
    List<K> keys = List.copyOf(late.keySet());
    for (int from = 0; from < keys.size(); from += REFOLDED_TOGETHER)
      refold(
          connection,
          keys.subList(from, Math.min(keys.size(), from + REFOLDED_TOGETHER)),
          late,
          folded);
  }

  private void refold(
      Connection connection, List<K> keys, Map<K, List<Fact>> late, List<Folded<R>> folded)
      throws SQLException {
    List<ViewTable.Step> steps =
        table.steps(
            connection, keys.stream().map(view::text).toList(), LocalDate.MAX, Long.MAX_VALUE);
    Map<Long, Fact> old =
        facts.at(connection, steps.stream().map(ViewTable.Step::position).distinct().toList());
    Map<String, List<Fact>> trails = new HashMap<>();
    for (ViewTable.Step step : steps)
      trails.computeIfAbsent(step.key(), _ -> new ArrayList<>()).add(Facts.present(old, step));
    for (K key : keys) {
      String text = view.text(key);
      List<Fact> all = new ArrayList<>(late.getOrDefault(key, List.of()));
      all.addAll(trails.getOrDefault(text, List.of()));
      all.sort(FOLD_ORDER);
      folded.add(foldOn(key, text, null, all));
    }
  }
}
