package org.sunshineledger.projections.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of one view, today's and as of any moment. */
public final class Rows<K, R extends Record> {

  /** Fewer are read faster than asked whether they have moved. */
  private static final int MANY = 32;

  private final Views views;
  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final AsOf<K, R> asOf;

  Rows(Views views, View<K, R> view, ViewTable<K, R> table, AsOf<K, R> asOf) {
    this.views = views;
    this.view = view;
    this.table = table;
    this.asOf = asOf;
  }

  /** Today's row. */
  public Optional<Folded<R>> row(K key) {
    return Optional.ofNullable(rows(List.of(key)).get(key));
  }

  /** Today's rows; a key without a row is left out. */
  public Map<K, Folded<R>> rows(Collection<K> keys) {
    List<String> texts = keys.stream().map(view::text).toList();
    return byKey(
        views.with(connection ->
            texts.size() < MANY
                ? table.select(connection, texts).values()
                : table.held(connection, table.heads(connection, texts))));
  }

  /** Today's rows whose stored key begins with this, in the order of their keys. */
  public List<Folded<R>> startingWith(String prefix) {
    return views.with(connection -> table.startingWith(connection, prefix));
  }

  /**
   * How far each row is folded, by its stored key: what is held of a row is good until it moves.
   */
  public Map<String, Long> positions() {
    return views.with(table::positions);
  }

  /** The highest position of all rows: it moves when any of them does. -1 for no rows. */
  public long last() {
    return views.with(table::last);
  }

  /** How many facts were recorded by then; knowledge of a moment is what lies before that. */
  public long recordedBy(Instant moment) {
    return views.recordedBy(moment);
  }

  /**
   * Rows of which the caller takes what lies after the day out by himself: today's, which hold
   * every day, unless only what was known at a moment counts; then those are folded anew that
   * learned something since.
   */
  public Map<K, Folded<R>> upTo(Collection<K> keys, Moment moment) {
    return moment.knownAt() == null ? rows(keys) : at(keys, moment, LocalDate.MAX);
  }

  /** The row at a moment; empty when no fact had touched it. */
  public Optional<Folded<R>> row(K key, Moment moment) {
    return Optional.ofNullable(rows(List.of(key), moment).get(key));
  }

  /**
   * The rows at a moment; a key without facts is left out. Today's row is that of the moment when
   * no later fact has touched it; the others are folded from the facts themselves.
   */
  public Map<K, Folded<R>> rows(Collection<K> keys, Moment moment) {
    return at(keys, moment, moment.asOf());
  }

  /**
   * @param lastDay of what today's row may hold to be taken as it is
   */
  private Map<K, Folded<R>> at(Collection<K> keys, Moment moment, LocalDate lastDay) {
    List<String> texts = keys.stream().map(view::text).toList();
    return byKey(
        views.with(connection -> {
          Instant knownAt = moment.knownAt();
          long known = knownAt == null ? Long.MAX_VALUE : Facts.recordedBy(connection, knownAt);
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
          if (!anew.isEmpty()) found.addAll(asOf.rows(connection, anew, moment.asOf(), known));
          return found;
        }));
  }

  private Map<K, Folded<R>> byKey(Collection<Folded<R>> rows) {
    return rows.stream().collect(Collectors.toMap(row -> view.key(row.key()), Function.identity()));
  }
}
