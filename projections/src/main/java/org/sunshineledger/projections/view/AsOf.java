package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * Rows as they were at a moment: the facts of each key that had occurred by the day and were recorded
 * by then, found through the trail and folded from the first one on. It never writes.
 */
final class AsOf<K, R extends Record> {

  /** Facts that are fetched at once: a village has some 1,500. */
  private static final int FETCHED_TOGETHER = 2_000;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final Facts facts;

  AsOf(View<K, R> view, ViewTable<K, R> table, Facts facts) {
    this.view = view;
    this.table = table;
    this.facts = facts;
  }

  /** The rows of these keys, in the order of their texts; a key without facts is left out. */
  List<Folded<R>> rows(Connection connection, Collection<String> keys, Moment moment)
      throws SQLException {
    List<Folded<R>> found = new ArrayList<>(keys.size());
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select %s, t.key from %s t join journal.event e using (position)
             where t.key = any (?) and t.occurred_on <= ? and e.recorded_at <= ?
             order by t.key, t.occurred_on, t.position
            """
                .formatted(Facts.columns(), table.trail()))) {
      select.setFetchSize(FETCHED_TOGETHER);
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      select.setObject(2, moment.asOf());
      select.setObject(3, Facts.known(moment.knownAt()));
      try (ResultSet row = select.executeQuery()) {
        @Nullable Folded<R> folded = null;
        while (row.next()) {
          String key = row.getString(9);
          if (folded != null && !folded.key().equals(key)) {
            found.add(folded);
            folded = null;
          }
          folded = fold(folded, key, facts.decode(row));
        }
        if (folded != null) found.add(folded);
      }
    }
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
