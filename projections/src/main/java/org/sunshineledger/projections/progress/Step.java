package org.sunshineledger.projections.progress;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one fact changes in a household's standing; stored as a short array, because a village holds
 * some five hundred.
 *
 * @param headCount members after the fact; -1 where the fact does not say
 * @param detail a code that belongs to {@code what}, or null
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Step(LocalDate on, long position, What what, int headCount, @Nullable String detail)
    implements Comparable<Step> {

  /** Kinds of steps, in the order in which two of one fact take effect. */
  public enum What {
    APPLIED,
    REFUSED,
    /** Detail: the main cause. */
    IDENTIFIED,
    SURVEYED_AT_LINE,
    SURVEYED_BELOW_LINE,
    MEMBERS,
    /** Detail: the status after the re-verification. */
    REVERIFIED,
    REMOVED,
    /** Detail: the year in which the plan has the household exit. */
    PLANNED,
    /** The plan moves the household. */
    RELOCATION_PLANNED,
    /** Detail: kind of the measure and the member, e.g. {@code SKILLS_TRAINING/02}. */
    DELIVERED,
    PROPOSED,
    DISPUTED,
    EXITED,
    RELAPSED
  }

  @Override
  public int compareTo(Step other) {
    int byDay = on.compareTo(other.on);
    if (byDay != 0) return byDay;
    int byPosition = Long.compare(position, other.position);
    return byPosition != 0 ? byPosition : what.compareTo(other.what);
  }
}
