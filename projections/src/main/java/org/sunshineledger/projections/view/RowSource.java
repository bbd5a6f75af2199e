package org.sunshineledger.projections.view;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/** Where questions get their rows: tables that follow the journal, or facts folded in memory. */
public interface RowSource {

  /** Questions to one view, typed. */
  <K, R extends Record> Rows<K, R> rows(View<K, R> view);

  /**
   * The facts of one stream in their order, as far as they were recorded by then; null: all.
   *
   * @param without types that are not even read
   */
  List<Fact> stream(String stream, @Nullable Instant knownAt, Set<String> without);

  /** The same, as far as they were known at the moment, whatever their day. */
  default List<Fact> asKnown(String stream, Moment moment, Set<String> without) {
    return stream(stream, moment.knownAt(), without).stream()
        .filter(fact -> moment.knew(fact.position(), fact.recordedAt()))
        .toList();
  }
}
