package org.sunshineledger.projections.disclosure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.projections.region.Node;

/**
 * One duty to publish, and what became of it by the asked day.
 *
 * @param place whose duty it is
 * @param about the stream it is about, or the quarter of a village's accounts
 * @param position of the fact that began it; -1 for a quarter, which no single fact begins
 * @param due the last day; where nothing was asked yet, what would be by the later rule
 * @param approximate whether {@code due} was counted without the year's holidays, which are not
 *     known
 * @param on when it was published, or null
 * @param otherTotal whether the publication states another total than all that was allocated here
 *     and that it is about (PN-4: they must be equal)
 * @param shortNotice whether a notice on a board of a township or village hung fewer than ten days
 *     (PN-3, since that was ordered)
 */
public record Disclosure(
    Matter matter,
    Node place,
    String about,
    LocalDate began,
    long position,
    LocalDate due,
    boolean approximate,
    @Nullable NoticeId notice,
    @Nullable LocalDate on,
    boolean otherTotal,
    boolean shortNotice,
    Status status,
    boolean synthetic) {

  /** As of the asked day. */
  public enum Status {
    IN_TIME,
    LATE,
    /** Neither published nor due yet. */
    PENDING,
    /** Not published, and its last day is over: RF-NO-NOTICE. */
    OVERDUE,
    /** 当时尚无规定: it happened before there was a rule, published or not. */
    NOT_YET_ASKED
  }

  /** Whether it was published when a rule asked for it, and with another total. */
  public boolean isOfAnotherTotal() {
    return otherTotal && (status == Status.IN_TIME || status == Status.LATE);
  }

  static Status status(
      Matter matter, LocalDate began, LocalDate due, @Nullable LocalDate on, LocalDate asOf) {
    if (began.isBefore(matter.inForceFrom())) return Status.NOT_YET_ASKED;
    if (on != null) return on.isAfter(due) ? Status.LATE : Status.IN_TIME;
    return asOf.isAfter(due) ? Status.OVERDUE : Status.PENDING;
  }
}
