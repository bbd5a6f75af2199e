package org.sunshineledger.projections.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * Two units that were to be compared or added and do not measure the same at the same scale.
 *
 * @param term whose unit it is, e.g. {@code C030} or {@code C026 * C021}
 * @param otherTerm null where {@code unit} is no unit at all
 * @param otherUnit likewise
 */
public record UnitMismatch(
    String term, String unit, @Nullable String otherTerm, @Nullable String otherUnit) {

  static UnitMismatch unknown(Claim claim) {
    return new UnitMismatch(claim.id(), claim.unit(), null, null);
  }

  String spelled() {
    String one = "%s [%s]".formatted(term, unit);
    return otherTerm == null ? one + " ?" : "%s ≠ %s [%s]".formatted(one, otherTerm, otherUnit);
  }
}
