package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure gives: a figure in the measure's unit, or the reason why there is none.
 *
 * @param facts positions of the public facts it counts, in their order; none where it counts facts
 *     of households or payments, which are not public
 */
record Measured(@Nullable BigDecimal value, Reason reason, boolean synthetic, List<Long> facts) {

  static final Measured NO_FACTS = without(Reason.NO_FACTS, false);

  Measured {
    facts = List.copyOf(facts);
  }

  static Measured of(long value, boolean synthetic) {
    return of(BigDecimal.valueOf(value), synthetic);
  }

  static Measured of(BigDecimal value, boolean synthetic) {
    return new Measured(value, Reason.REPLAYED, synthetic, List.of());
  }

  static Measured without(Reason reason, boolean synthetic) {
    return new Measured(null, reason, synthetic, List.of());
  }

  /** The same with the facts it counts. */
  Measured counting(Collection<Long> positions) {
    return new Measured(value, reason, synthetic, positions.stream().distinct().sorted().toList());
  }
}
