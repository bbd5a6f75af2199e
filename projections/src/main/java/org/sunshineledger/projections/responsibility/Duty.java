package org.sunshineledger.projections.responsibility;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;

/**
 * An officer answers for a place or a household, within {@code [from, to)}.
 *
 * @param post for a post, else null
 * @param office the office of the post, or the office that sent the officer; null where an old fact
 *     does not say
 * @param target stream that is answered for, e.g. {@code village/410185100001}
 * @param to first day without the duty; null while it lasts
 * @param position of the fact that establishes it
 * @param ended position of the fact that ends it, or null
 */
public record Duty(
    Kind kind,
    OfficerId officer,
    String name,
    @Nullable Post post,
    @Nullable String office,
    String target,
    LocalDate from,
    @Nullable LocalDate to,
    long position,
    @Nullable Long ended,
    boolean synthetic) {

  /** How somebody comes to answer. */
  public enum Kind {
    POST,
    /** 结对帮扶: leader and township, unit and village, officer and household. */
    PAIRING,
    FIRST_SECRETARY
  }

  public boolean covers(LocalDate day) {
    LocalDate end = to;
    return !from.isAfter(day) && (end == null || day.isBefore(end));
  }

  @JsonIgnore
  public boolean isOpen() {
    return to == null;
  }

  Duty endedOn(LocalDate day, long by) {
    return new Duty(kind, officer, name, post, office, target, from, day, position, by, synthetic);
  }
}
