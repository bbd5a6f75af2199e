package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A published figure beside the replayed one.
 *
 * @param replayed in the claim's unit; null when there is none; for {@link Reason#DAY_AHEAD} the
 *     figure so far
 * @param difference replayed minus published, or null
 * @param explanation one Chinese sentence
 * @param synthetic whether the replayed figure comes from made-up facts
 */
public record ClaimResult(
    Claim claim,
    @Nullable BigDecimal replayed,
    @Nullable BigDecimal difference,
    Verdict verdict,
    Reason reason,
    String explanation,
    boolean synthetic) {}
