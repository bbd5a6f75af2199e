package org.sunshineledger.ledger.policy;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of policies. */
public sealed interface PolicyOrder extends Order {

  PolicyId policy();

  @Override
  default String stream() {
    return policy().stream();
  }

  record IssuePolicy(
      PolicyId policy,
      String issuer,
      RegionCode region,
      @Nullable String number,
      String title,
      Sector sector,
      @Nullable PolicyId parent)
      implements PolicyOrder {}

  /** From the day of the act; what takes its place, if anything does, has been issued by then. */
  record SupersedePolicy(PolicyId policy, @Nullable PolicyId by) implements PolicyOrder {}

  record OpenBackfill(PolicyId policy, RegionCode region, String authority)
      implements PolicyOrder {}

  record CloseBackfill(PolicyId policy, String authority) implements PolicyOrder {}
}
