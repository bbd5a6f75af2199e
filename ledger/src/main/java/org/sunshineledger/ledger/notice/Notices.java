package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.rules.Ruling;

/**
 * What a decision on another stream must know of a notice. Reading it guards the notice's stream.
 */
public interface Notices {

  /**
   * Whether the notice is of this kind, was about this fact, and had closed clean and was not
   * annulled by the day of the ruling, by whose rules it must have hung long enough. False for null
   * and for a notice nobody posted.
   *
   * @param subject id of the fact the notice must have been about
   * @param since the day of that fact: a notice that hung before it was not about it
   */
  boolean closedClean(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate since, Ruling ruling);

  /**
   * The day on which it announced a decision of this kind about this fact; null for never, and when
   * it was annulled by then.
   */
  @Nullable LocalDate announcedOn(
      @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by);
}
