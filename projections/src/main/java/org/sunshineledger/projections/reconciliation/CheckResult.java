package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Whether a relation between published figures holds.
 *
 * @param left value of the left side; null for relations without numbers
 * @param right value of the right side, or null
 * @param difference left minus right, or null
 * @param sum what a reader can redo, e.g. {@code 948 − 748 = 200 ≠ 216}
 */
public record CheckResult(
    Check check,
    boolean holds,
    @Nullable BigDecimal left,
    @Nullable BigDecimal right,
    @Nullable BigDecimal difference,
    String sum) {}
