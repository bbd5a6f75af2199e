package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a relation between published figures holds.
 *
 * @param left value of the left side; null for relations without numbers
 * @param right value of the right side, or null
 * @param difference left minus right, or null
 * @param sum what a reader can redo, e.g. {@code 948 − 748 = 200 ≠ 216}
 * @param units the two units it mixes, which is why it does not hold; or null
 * @param readings which unit each part has that does not state it
 * @param claims ids of the published figures it names, each once; a word that is none is left out
 */
public record CheckResult(
    Check check,
    boolean holds,
    @Nullable BigDecimal left,
    @Nullable BigDecimal right,
    @Nullable BigDecimal difference,
    String sum,
    @Nullable UnitMismatch units,
    List<Reading> readings,
    List<String> claims) {

  public CheckResult {
    readings = List.copyOf(readings);
    claims = List.copyOf(claims);
  }

  static CheckResult holding(Check check, String sum) {
    return new CheckResult(check, true, null, null, null, sum, null, List.of(), List.of());
  }

  static CheckResult failing(Check check, String sum) {
    return new CheckResult(check, false, null, null, null, sum, null, List.of(), List.of());
  }

  static CheckResult mixing(Check check, String sum, UnitMismatch units) {
    return new CheckResult(check, false, null, null, null, sum, units, List.of(), List.of());
  }

  CheckResult naming(List<String> named) {
    return new CheckResult(check, holds, left, right, difference, sum, units, readings, named);
  }
}
