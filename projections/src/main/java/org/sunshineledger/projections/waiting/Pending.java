package org.sunshineledger.projections.waiting;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * One thing that waits for its next step.
 *
 * @param stream of the household, notice, project or payment, e.g. {@code
 *     household/4101851009010001}
 * @param place the smallest division it belongs to as far as it has come; null for an act of a
 *     province itself
 * @param step what is to be done
 * @param item which of several, e.g. the number of an objection; of an identification the steps of
 *     its procedure that are done, with commas; else empty
 * @param since the day from which it waits
 * @param due the last day on which it is in time, or null where none is set
 * @param position of the fact from which it waits
 */
public record Pending(
    String stream,
    @Nullable RegionCode place,
    NextStep step,
    String item,
    LocalDate since,
    @Nullable LocalDate due,
    long position,
    boolean synthetic) {

  /** What waits longest comes first. */
  public static final Comparator<Pending> OLDEST_FIRST =
      Comparator.comparing(Pending::since)
          .thenComparing(Pending::stream)
          .thenComparing(Pending::item);

  /** Whether its last day is over. */
  public boolean isOverdue(LocalDate today) {
    return due != null && due.isBefore(today);
  }
}
