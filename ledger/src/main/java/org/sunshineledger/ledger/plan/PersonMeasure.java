package org.sunshineledger.ledger.plan;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.policy.PolicyId;

/**
 * 一人一策: a measure for one member, the N of N+2.
 *
 * @param policy the sector plan it rests on, or null
 */
public record PersonMeasure(
    MeasureId measure, MemberId member, MeasureKind kind, @Nullable PolicyId policy) {

  /** A measure that cites no policy. */
  public PersonMeasure(MeasureId measure, MemberId member, MeasureKind kind) {
    this(measure, member, kind, null);
  }
}
