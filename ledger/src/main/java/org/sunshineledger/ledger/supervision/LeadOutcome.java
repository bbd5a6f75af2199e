package org.sunshineledger.ledger.supervision;

import org.jspecify.annotations.Nullable;

/** What became of a lead, and so of what it cites: a hit is no finding until it is settled. */
public enum LeadOutcome {
  /** Nobody inquires: received, or 暂存待查. */
  OPEN,
  /** 谈话函询, 初步核实 or a case. */
  UNDER_INQUIRY,
  /** It ended, and nobody was held to account. */
  UNFOUNDED,
  /** Somebody was held to account. */
  FOUND;

  /**
   * What its steps come to.
   *
   * @param disposition the last since it was received or reopened, or null
   * @param hasCase whether a case is open
   * @param isEnded whether it was closed, as a lead or as a case, and not reopened
   * @param isDecided whether somebody was ever held to account on it
   */
  public static LeadOutcome of(
      @Nullable Disposition disposition, boolean hasCase, boolean isEnded, boolean isDecided) {
    if (isDecided) return FOUND;
    if (isEnded) return UNFOUNDED;
    boolean isInquiredInto =
        hasCase
            || disposition == Disposition.TALK
            || disposition == Disposition.PRELIMINARY_INQUIRY;
    return isInquiredInto ? UNDER_INQUIRY : OPEN;
  }

  /** Whether it can be told as an answer. */
  public boolean isFinal() {
    return this == UNFOUNDED || this == FOUND;
  }
}
