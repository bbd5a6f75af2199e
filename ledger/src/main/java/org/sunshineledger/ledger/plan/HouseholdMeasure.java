package org.sunshineledger.ledger.plan;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.policy.PolicyId;

/**
 * 对户措施: a measure for the household, of which N+2 asks for two.
 *
 * @param policy the sector plan it rests on, or null
 */
public record HouseholdMeasure(MeasureId measure, MeasureKind kind, @Nullable PolicyId policy) {

  /** A measure that cites no policy. */
  public HouseholdMeasure(MeasureId measure, MeasureKind kind) {
    this(measure, kind, null);
  }
}
