package org.sunshineledger.projections.reconciliation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;

/** A claim, a check, or the policies of one region: one of the three in each row. */
public record Published(@Nullable Claim claim, @Nullable Check check, List<Issued> policies) {

  public Published {
    policies = List.copyOf(policies);
  }

  /** A policy document of the region. */
  public record Issued(
      LocalDate on, PolicyId policy, Sector sector, long position, boolean synthetic) {}
}
