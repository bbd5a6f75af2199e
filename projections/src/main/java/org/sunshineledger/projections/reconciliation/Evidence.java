package org.sunshineledger.projections.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a replayed figure is what it is.
 *
 * @param view in whose rows an auditor finds what was counted; null where the ledger keeps no such
 *     facts
 * @param facts positions of the public facts that were counted; none where facts of households or
 *     payments were, which are not public
 * @param checks relations that the published figure is part of, failed ones first
 */
public record Evidence(
    ClaimResult result, @Nullable String view, List<Long> facts, List<CheckResult> checks) {

  public Evidence {
    facts = List.copyOf(facts);
    checks = List.copyOf(checks);
  }
}
