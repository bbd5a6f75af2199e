package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimUnit;

/**
 * The values for which a published figure is true.
 *
 * @param high null where there is no end
 */
record Span(BigDecimal low, boolean withLow, @Nullable BigDecimal high, boolean withHigh) {

  /**
   * How far a figure given as "about" may be from the replayed one, as a share of the published
   * one. No rule says; a tenth is what the article itself does when it rounds 837 up to "nearly a
   * thousand" at the worst, and no more.
   */
  private static final BigDecimal ABOUT = new BigDecimal("0.1");

  private static final BigDecimal HALF = new BigDecimal("0.5");

  static Span of(Claim claim) {
    return of(claim.operator(), claim.value());
  }

  static Span of(ClaimOperator operator, BigDecimal published) {
    return switch (operator) {
      // A figure is as exact as it was published: 52.17 % was published as 52 %.
      case EQUAL -> {
        BigDecimal half = HALF.movePointLeft(Math.max(0, published.scale()));
        yield new Span(published.subtract(half), true, published.add(half), false);
      }
      case ABOUT -> {
        BigDecimal far = published.abs().multiply(ABOUT);
        yield new Span(published.subtract(far), true, published.add(far), true);
      }
      case AT_LEAST -> new Span(published, true, null, false);
      case MORE_THAN -> new Span(published, false, null, false);
    };
  }

  /** The same values in another unit that measures the same. */
  Span in(ClaimUnit unit, ClaimUnit other) {
    return new Span(
        unit.convert(low, other),
        withLow,
        high == null ? null : unit.convert(high, other),
        withHigh);
  }

  boolean holds(BigDecimal value) {
    return meets(new Span(value, true, value, true));
  }

  /** Whether some value lies in both. */
  boolean meets(Span other) {
    return beginsBeforeTheEndOf(other) && other.beginsBeforeTheEndOf(this);
  }

  private boolean beginsBeforeTheEndOf(Span other) {
    if (other.high == null) return true;
    int order = low.compareTo(other.high);
    return order < 0 || (order == 0 && withLow && other.withHigh);
  }
}
