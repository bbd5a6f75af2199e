package org.sunshineledger.ledger.policy;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about a policy document, on the stream {@code policy/{id}}. */
public sealed interface PolicyEvent extends Event {

  PolicyId policy();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  /** 出台. {@code number} is null where the source gives none. */
  @FactType("policy.policy-issued.v1")
  record PolicyIssued(
      PolicyId policy,
      String issuer,
      RegionCode region,
      @Nullable String number,
      String title,
      Sector sector,
      @Nullable PolicyId parent)
      implements PolicyEvent {}

  /**
   * 废止: not in force from this day on. What rested on it before stays as it was.
   *
   * @param by what takes its place; null when nothing does
   */
  @FactType("policy.policy-superseded.v1")
  record PolicySuperseded(PolicyId policy, RegionCode region, Sector sector, @Nullable PolicyId by)
      implements PolicyEvent {}

  /** From here on paper history of the region may be recorded in BACKFILL mode. */
  @FactType("policy.backfill-opened.v1")
  record BackfillOpened(PolicyId policy, RegionCode region, String authority)
      implements PolicyEvent {}

  @FactType("policy.backfill-closed.v1")
  record BackfillClosed(PolicyId policy, RegionCode region, String authority)
      implements PolicyEvent {}
}
