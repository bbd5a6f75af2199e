package org.sunshineledger.projections.view;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of a table that follows the journal, as they are or as they were at an earlier position. */
final class StoredRows<K, R extends Record> implements Rows<K, R> {

  /** Fewer are read faster than asked whether they have moved. */
  private static final int MANY = 32;

  private final Views views;
  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final AsOf<K, R> asOf;
  private final long before;

  /**
   * @param before only facts before this position count; {@link Long#MAX_VALUE} for all
   */
  StoredRows(Views views, View<K, R> view, ViewTable<K, R> table, AsOf<K, R> asOf, long before) {
    this.views = views;
    this.view = view;
    this.table = table;
    this.asOf = asOf;
    this.before = before;
  }

  private boolean isAll() {
    return before == Long.MAX_VALUE;
  }

  @Override
  public Map<K, Folded<R>> rows(Collection<K> keys) {
    if (!isAll()) return at(keys, Moment.of(LocalDate.MAX), LocalDate.MAX);
    List<String> texts = keys.stream().map(view::text).toList();
    return byKey(
        views.with(connection ->
            texts.size() < MANY
                ? table.select(connection, texts).values()
                : table.held(connection, table.heads(connection, texts))));
  }

  @Override
  public List<Folded<R>> startingWith(String prefix, String from) {
    if (isAll()) return views.with(connection -> table.startingWith(connection, prefix, from));
    List<K> keys =
        positions().keySet().stream()
            .filter(key -> key.startsWith(prefix) && key.compareTo(from) >= 0)
            .map(view::key)
            .toList();
    return rows(keys).values().stream().sorted(comparing(Folded::key)).toList();
  }

  @Override
  public List<Folded<R>> present() {
    return isAll()
        ? views.with(table::present)
        : startingWith("").stream().filter(row -> row.row() != null).toList();
  }

  @Override
  public Map<String, Long> positions() {
    return views.with(
        connection -> isAll() ? table.positions(connection) : table.positions(connection, before));
  }

  @Override
  public Map<String, Long> positionsAfter(long position) {
    return isAll()
        ? views.with(connection -> table.positionsAfter(connection, position))
        : Rows.super.positionsAfter(position);
  }

  @Override
  public long last() {
    return isAll()
        ? views.with(table::last)
        : positions().values().stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  @Override
  public long recordedBy(Instant moment) {
    return Math.min(before, views.recordedBy(moment));
  }

  @Override
  public Map<K, Folded<R>> upTo(Collection<K> keys, Moment moment) {
    return moment.knowsAll() ? rows(keys) : at(keys, moment, LocalDate.MAX);
  }

  /**
   * The rows at a moment; a key without facts is left out. Today's row is that of the moment when
   * no later fact has touched it; the others are folded from the facts themselves.
   */
  @Override
  public Map<K, Folded<R>> rows(Collection<K> keys, Moment moment) {
    return at(keys, moment, moment.asOf());
  }

  /**
   * @param lastDay that counts; today's row is taken as it is when it holds no later one
   */
  private Map<K, Folded<R>> at(Collection<K> keys, Moment moment, LocalDate lastDay) {
    List<String> texts = keys.stream().map(view::text).toList();
    return byKey(
        views.with(connection -> {
          long known = Math.min(before, views.known(connection, moment));
          Map<String, ViewTable.Head> asToday = new HashMap<>();
          List<String> anew = new ArrayList<>();
          table
              .heads(connection, texts)
              .forEach((key, head) -> {
                if (head.position() < known && !head.occurredOn().isAfter(lastDay))
                  asToday.put(key, head);
                else anew.add(key);
              });
          List<Folded<R>> found = table.held(connection, asToday);
          if (!anew.isEmpty()) found.addAll(asOf.rows(connection, anew, lastDay, known));
          return found;
        }));
  }

  private Map<K, Folded<R>> byKey(Collection<Folded<R>> rows) {
    return rows.stream().collect(Collectors.toMap(row -> view.key(row.key()), Function.identity()));
  }
}
