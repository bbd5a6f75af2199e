package org.sunshineledger.projections.flags;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * One irregular fact as a reader finds it.
 *
 * @param place the smallest division it belongs to, as it was called on the asked day; null for the
 *     acts of a province itself
 * @param approvals who let which of its rules be broken; empty when nobody did
 */
public record Irregularity(@Nullable Node place, Flag flag, List<Approval> approvals) {

  public Irregularity {
    approvals = List.copyOf(approvals);
  }

  boolean isApproved(String rule) {
    return approvals.stream().anyMatch(approval -> approval.rule().equals(rule));
  }
}
