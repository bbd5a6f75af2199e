package org.sunshineledger.projections.view;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one view, today's and as of any moment, wherever they come from: "today" is as far as
 * their source has been folded.
 */
public interface Rows<K, R extends Record> {

  /** Today's row. */
  default Optional<Folded<R>> row(K key) {
    return Optional.ofNullable(rows(List.of(key)).get(key));
  }

  /** Today's rows; a key without a row is left out. */
  Map<K, Folded<R>> rows(Collection<K> keys);

  /** Today's rows whose stored key begins with this, in the order of their keys. */
  default List<Folded<R>> startingWith(String prefix) {
    return startingWith(prefix, prefix);
  }

  /**
   * The same from one key on.
   *
   * @param from begins with the prefix; what comes before it is left out
   */
  List<Folded<R>> startingWith(String prefix, String from);

  /** Today's rows that say something, in the order of their keys: where most say nothing. */
  List<Folded<R>> present();

  /**
   * How far each row is folded, by its stored key: what is held of a row is good until it moves.
   */
  Map<String, Long> positions();

  /** The same of those that are folded further than to a position: what has moved since. */
  default Map<String, Long> positionsAfter(long position) {
    Map<String, Long> after = new HashMap<>(positions());
    after.values().removeIf(each -> each <= position);
    return after;
  }

  /** The highest position of all rows: it moves when any of them does. -1 for no rows. */
  long last();

  /** How many facts were recorded by then; knowledge of a moment is what lies before that. */
  long recordedBy(Instant moment);

  /** How many facts were known at the moment. */
  default long known(Moment moment) {
    Instant knownAt = moment.knownAt();
    long recorded = knownAt == null ? Long.MAX_VALUE : recordedBy(knownAt);
    Long position = moment.position();
    return position == null ? recorded : Math.min(recorded, position);
  }

  /**
   * Rows of which the caller takes what lies after the day out by himself: today's, which hold
   * every day, unless only what was known at a moment counts; then those are folded anew that
   * learned something since.
   */
  Map<K, Folded<R>> upTo(Collection<K> keys, Moment moment);

  /** The row at a moment; empty when no fact had touched it. */
  default Optional<Folded<R>> row(K key, Moment moment) {
    return Optional.ofNullable(rows(List.of(key), moment).get(key));
  }

  /** The rows at a moment; a key without facts is left out. */
  Map<K, Folded<R>> rows(Collection<K> keys, Moment moment);
}
