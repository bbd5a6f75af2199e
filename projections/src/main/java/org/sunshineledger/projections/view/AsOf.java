package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
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
  private final LongAdder done = new LongAdder();

  AsOf(View<K, R> view, ViewTable<K, R> table, Facts facts) {
    this.view = view;
    this.table = table;
    this.facts = facts;
  }

  /** Sees the facts of rows one by one. */
  interface Reader {
    void fact(ViewTable.Step step, Fact fact);
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
    Whole whole = new Whole();
    read(connection, table.steps(connection, keys, asOf, known), whole);
    return whole.rows();
  }

  /** Folds as many facts of a row at once as there are. */
  private final class Whole implements Reader {

    private final List<Folded<R>> rows = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Folded<R> row;
    private String key = "";

    @Override
    public void fact(ViewTable.Step step, Fact fact) {
      boolean another = !step.key().equals(key);
      if (another || facts.size() == TOGETHER) fold();
      if (another) end();
      key = step.key();
      facts.add(fact);
    }

    private void fold() {
      if (facts.isEmpty()) return;
      row = AsOf.this.fold(row, key, List.copyOf(facts));
      facts.clear();
    }

    private void end() {
      if (row != null) rows.add(row);
      row = null;
    }

    List<Folded<R>> rows() {
      fold();
      end();
      return rows;
    }
  }

  /**
   * Folds the rows of these steps, and shows each after each of its facts.
   *
   * @param steps of each row together, in the order in which they are folded
   */
  void walk(Connection connection, List<ViewTable.Step> steps, Watcher<R> watcher)
      throws SQLException {
    Walk walk = new Walk(watcher);
    read(connection, steps, walk);
  }

  private final class Walk implements Reader {

    private final Watcher<R> watcher;
    private @Nullable Folded<R> row;

    Walk(Watcher<R> watcher) {
      this.watcher = watcher;
    }

    @Override
    public void fact(ViewTable.Step step, Fact fact) {
      @Nullable Folded<R> before = row;
      Folded<R> after =
          fold(before != null && before.key().equals(step.key()) ? before : null, step, fact);
      row = after;
      watcher.folded(step, after);
    }
  }

  /** The facts of these steps, in their order; no more of them than {@link #TOGETHER} at once. */
  void read(Connection connection, List<ViewTable.Step> steps, Reader reader) throws SQLException {
    for (int from = 0; from < steps.size(); from += TOGETHER) {
      List<ViewTable.Step> some = steps.subList(from, Math.min(steps.size(), from + TOGETHER));
      Map<Long, Fact> byPosition =
          facts.at(connection, some.stream().map(ViewTable.Step::position).distinct().toList());
      for (ViewTable.Step step : some) reader.fact(step, Facts.present(byPosition, step));
    }
  }

  /** The row after one more of its facts. */
  Folded<R> fold(@Nullable Folded<R> before, ViewTable.Step step, Fact fact) {
    return fold(before, step.key(), List.of(fact));
  }

  /** The row after some more of its facts, in the order in which they are folded. */
  private Folded<R> fold(@Nullable Folded<R> before, String key, List<Fact> facts) {
    done.add(facts.size());
    long position = before == null ? -1 : before.position();
    boolean synthetic = before != null && before.synthetic();
    for (Fact fact : facts) {
      position = Math.max(position, fact.position());
      synthetic |= fact.isSynthetic();
    }
    return new Folded<>(
        key,
        facts.getLast().occurredOn(),
        position,
        synthetic,
        Folded.after(view, before == null ? null : before.row(), view.key(key), facts));
  }

  /** How many facts have been folded so, each once for each row it touched. */
  long done() {
    return done.sum();
  }
}
