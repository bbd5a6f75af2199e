package org.sunshineledger.projections.dossier;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;

/**
 * A measure of a plan.
 *
 * @param member whom it is for; null for one of the whole household
 * @param policy the sector plan it rests on, or null
 */
public record PlannedMeasure(
    MeasureId measure, MeasureKind kind, @Nullable MemberId member, @Nullable PolicyId policy) {

  static PlannedMeasure of(PersonMeasure measure) {
    return new PlannedMeasure(
        measure.measure(), measure.kind(), measure.member(), measure.policy());
  }

  static PlannedMeasure of(HouseholdMeasure measure) {
    return new PlannedMeasure(measure.measure(), measure.kind(), null, measure.policy());
  }
}
