package org.sunshineledger.projections.progress;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * One region in one year.
 *
 * @param target as published, or null when nothing was
 * @param exits acts of exit within the year, up to the asked day
 * @param remaining on the register at the end of the year or on the asked day
 * @param planned of those remaining, whose plan has them exit in this year or before
 */
public record YearLine(
    Node region,
    int year,
    @Nullable TargetFigure target,
    Tally exits,
    Tally remaining,
    Tally planned,
    int villagesExited,
    boolean synthetic) {

  /** Whether the year has a target or an exit of its own, beside what it took over. */
  boolean tells() {
    return target != null || !exits.equals(Tally.NONE) || villagesExited > 0;
  }
}
