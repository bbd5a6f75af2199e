package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a measure gives: a figure in the measure's unit, or the reason why there is none. */
record Measured(@Nullable BigDecimal value, Reason reason, boolean synthetic) {

  static final Measured NO_FACTS = new Measured(null, Reason.NO_FACTS, false);

  static Measured of(long value, boolean synthetic) {
    return of(BigDecimal.valueOf(value), synthetic);
  }

  static Measured of(BigDecimal value, boolean synthetic) {
    return new Measured(value, Reason.REPLAYED, synthetic);
  }
}
