package org.sunshineledger.projections.flags;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The irregular facts of one place and the special approvals there; both in the order of days. */
public record Flagged(List<Flag> flags, List<Approval> approvals) {

  static final Flagged NOTHING = new Flagged(List.of(), List.of());

  private static final Comparator<Flag> FLAGS =
      comparing(Flag::occurredOn).thenComparingLong(Flag::position);
  private static final Comparator<Approval> APPROVALS =
      comparing(Approval::occurredOn).thenComparingLong(Approval::position);

  public Flagged {
    flags = List.copyOf(flags);
    approvals = List.copyOf(approvals);
  }

  Flagged and(Flag flag) {
    return new Flagged(inserted(flags, flag, FLAGS), approvals);
  }

  Flagged and(Approval approval) {
    return new Flagged(flags, inserted(approvals, approval, APPROVALS));
  }

  private static <T> List<T> inserted(List<T> sorted, T item, Comparator<T> order) {
    int at = Collections.binarySearch(sorted, item, order);
    List<T> longer = new ArrayList<>(sorted);
    if (at < 0) longer.add(-at - 1, item);
    return longer;
  }
}
