package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published figure beside the replayed one, and beside what other sources say.
 *
 * @param replayed in the claim's unit; null when there is none; for {@link Reason#DAY_AHEAD} the
 *     figure so far
 * @param difference replayed minus published, or null
 * @param explanation one Chinese sentence
 * @param synthetic whether the replayed figure comes from made-up facts
 * @param units which do not go together, for {@link Verdict#UNIT_MISMATCH}; otherwise null
 * @param beside figures of other sources about the same metric, region and day
 */
public record ClaimResult(
    Claim claim,
    @Nullable BigDecimal replayed,
    @Nullable BigDecimal difference,
    Verdict verdict,
    Reason reason,
    String explanation,
    boolean synthetic,
    @Nullable UnitMismatch units,
    List<Beside> beside) {

  public ClaimResult {
    beside = List.copyOf(beside);
  }

  /** Whether another source says something that cannot be true as well. */
  public boolean isContradictedByAnother() {
    return beside.stream().anyMatch(other -> other.agreement() == Agreement.CONTRADICTS);
  }
}
