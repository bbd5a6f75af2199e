package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;

/**
 * What a decision on another stream must know of a notice. Reading it guards the notice's stream.
 */
public interface Notices {

  /**
   * Whether the notice is of this kind, was about this fact, and had closed clean by the day. False
   * for null and for a notice nobody posted.
   *
   * @param subject id of the fact the notice must have been about
   * @param since the day of that fact: a notice that hung before it was not about it
   */
  boolean closedClean(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate since, LocalDate by);

  /** Whether it announces a decision of this kind about this fact, by the day. */
  boolean announced(@Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by);
}
