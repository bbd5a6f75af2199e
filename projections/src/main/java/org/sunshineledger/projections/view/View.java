package org.sunshineledger.projections.view;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * One reader's question. Pure: a row is the fold of its facts in order of (occurredOn, position),
 * without clock, input or output, or look-ups.
 *
 * @param <K> key of a row
 * @param <R> the row; it is stored as JSON, so its components are values that Jackson reads back
 */
public interface View<K, R extends Record> {

  /** Name of the view, of its tables and in addresses: lower case letters. */
  String name();

  /** Raised when the fold changes: the view is then built anew beside the old one. */
  int version();

  /** The rows this fact touches; none: not for this view. */
  Stream<K> keys(Fact fact);

  /** The row after the fact; null for a row that says nothing, not yet or not any more. */
  @Nullable R fold(@Nullable R row, K key, Fact fact);

  /**
   * The row after several facts, one after the other. A row that is a long list may take them at
   * once; it is the same row.
   *
   * @param facts at least one
   */
  default @Nullable R fold(@Nullable R row, K key, List<Fact> facts) {
    @Nullable R after = row;
    for (Fact fact : facts) after = fold(after, key, fact);
    return after;
  }

  /**
   * Whether the view may want facts of this published type. It is asked before a fact is decoded,
   * so that what no view wants costs nothing. Where it says no, {@link #keys} must give none; yes
   * for a type that {@code keys} then turns down is slow but right.
   */
  boolean reads(String type);

  /**
   * Whether the same facts give the same row in every order, as sums and dated lists do. A late
   * fact is then folded where it comes; otherwise its row is folded again from the first fact on.
   */
  default boolean inAnyOrder() {
    return false;
  }

  /** The key as it is stored. */
  String text(K key);

  /** The key again, of {@link #text}. */
  K key(String text);

  Class<R> rowType();
}
