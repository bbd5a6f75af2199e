package org.sunshineledger.projections.view;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * A row and how far it has been folded.
 *
 * @param occurredOn the latest day among its facts
 * @param position the highest position among its facts
 * @param synthetic whether any of its facts is made up
 * @param row null when its facts say nothing yet
 */
public record Folded<R extends Record>(
    String key, LocalDate occurredOn, long position, boolean synthetic, @Nullable R row) {

  /**
   * A row after some facts, in their order.
   *
   * @throws FoldFailed naming the fact that cannot be folded
   */
  static <K, R extends Record> @Nullable R after(
      View<K, R> view, @Nullable R before, K key, List<Fact> facts) {
    try {
      return view.fold(before, key, facts);
    } catch (RuntimeException e) {
      @Nullable R row = before;
      for (Fact fact : facts)
        try {
          row = view.fold(row, key, fact);
        } catch (RuntimeException one) {
          throw new FoldFailed(view.name(), view.text(key), fact.position(), one);
        }
      throw e; // One by one they can be folded, together not: the view is wrong.
    }
  }
}
