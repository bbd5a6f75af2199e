package org.sunshineledger.projections.reconciliation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All figures that one source published and how they stand.
 *
 * @param source null before any source was recorded
 * @param checks failed ones first, then by id
 * @param claims by id
 * @param folded number of facts the report is made of
 * @param historyReaches the latest day of a fact from paper history, or null before any was loaded
 */
public record Report(
    @Nullable String source,
    List<CheckResult> checks,
    List<ClaimResult> claims,
    long folded,
    @Nullable LocalDate historyReaches) {

  public Report {
    checks = List.copyOf(checks);
    claims = List.copyOf(claims);
  }
}
