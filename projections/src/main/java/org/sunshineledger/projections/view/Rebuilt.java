package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/** One view while it is built anew: the rows of a slice in memory, and its trail on the way. */
final class Rebuilt<K, R extends Record> {

  /** What a row costs in memory: some times its JSON, and what holds it. */
  private static final int TIMES_ITS_JSON = 3;

  private static final int BESIDE = 300;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final ViewTable<K, R> beside;
  private final Map<String, Row<K, R>> rows = new HashMap<>();
  private final CopyText trail = new CopyText();
  private long weight;
  private @Nullable String failure;

  Rebuilt(View<K, R> view, ViewTable<K, R> table) {
    this.view = view;
    this.table = table;
    this.beside = table.beside();
  }

  /** A row on its way; facts come in fold order. */
  private static final class Row<K, R extends Record> {

    private final K key;
    private @Nullable R row;
    private LocalDate occurredOn = LocalDate.MIN;
    private long position = -1;
    private boolean synthetic;
    private int folds;
    private int weight;

    Row(K key) {
      this.key = key;
    }
  }

  View<K, R> view() {
    return view;
  }

  ViewTable<K, R> table() {
    return table;
  }

  ViewTable<K, R> beside() {
    return beside;
  }

  /** Why it cannot be built; null as long as it can. */
  @Nullable String failure() {
    return failure;
  }

  void failed(String why) {
    failure = why;
    rows.clear();
    weight = 0;
  }

  /**
   * Folds facts, which come in fold order.
   *
   * @param withTrail whether the lines of the trail are written too, those of all keys
   */
  void fold(List<Recorded> facts, Slice slice, boolean withTrail) {
    if (failure != null) return;
    try {
      for (Recorded recorded : facts)
        if (view.reads(recorded.type())) fold(recorded, slice, withTrail);
    } catch (FoldFailed e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void fold(Recorded recorded, Slice slice, boolean withTrail) {
    Fact fact;
    List<K> keys;
    try {
      fact = recorded.fact();
      keys = view.keys(fact).distinct().toList();
    } catch (RuntimeException e) {
      throw new FoldFailed(view.name(), "?", recorded.position(), e);
    }
    for (K key : keys) {
      String text = view.text(key);
      if (withTrail) trail.text(text).day(fact.occurredOn()).number(fact.position()).endLine();
      if (slice.holds(text)) fold(rows.computeIfAbsent(text, _ -> new Row<>(key)), text, fact);
    }
  }

  private void fold(Row<K, R> row, String text, Fact fact) {
    R after;
    try {
      after = view.fold(row.row, row.key, fact);
    } catch (RuntimeException e) {
      throw new FoldFailed(view.name(), text, fact.position(), e);
    }
    row.row = after;
    row.occurredOn = fact.occurredOn();
    row.position = Math.max(row.position, fact.position());
    row.synthetic |= fact.isSynthetic();
    // Rows that grow long are folded often: each is weighed when it has been folded twice as often.
    if (after != null && Integer.bitCount(++row.folds) == 1) {
      int now = table.weight(after);
      weight += now - row.weight;
      row.weight = now;
    }
  }

  /** About how many bytes of memory the rows take. */
  long bytes() {
    return (long) rows.size() * BESIDE + TIMES_ITS_JSON * weight;
  }

  /** Lets go of the rows that are not of the slice. */
  void keep(Slice slice) {
    rows.keySet().removeIf(key -> !slice.holds(key));
    weight = rows.values().stream().mapToLong(row -> row.weight).sum();
  }

  boolean hasMuchTrail() {
    return trail.isEnough();
  }

  void sendTrail(Connection connection) throws SQLException {
    trail.send(connection, beside.trailColumns());
  }

  /** Sends the rows, and holds none any more. */
  void sendRows(Connection connection) throws SQLException {
    CopyText lines = new CopyText();
    for (Map.Entry<String, Row<K, R>> each : rows.entrySet()) {
      Row<K, R> row = each.getValue();
      beside.rowLine(
          new Folded<>(each.getKey(), row.occurredOn, row.position, row.synthetic, row.row), lines);
      if (lines.isEnough()) lines.send(connection, beside.rowColumns());
    }
    lines.send(connection, beside.rowColumns());
    rows.clear();
    weight = 0;
  }
}
