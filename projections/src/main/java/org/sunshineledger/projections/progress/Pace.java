package org.sunshineledger.projections.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * One region in one year, month by month: what its chart is drawn from.
 *
 * @param target as published, or null when nothing was
 * @param exits acts of exit within the year, up to the asked day
 * @param due what the plans wanted: those who exited, and those still on the register whose plan
 *     has them exit in this year or before
 * @param months the ends of the months that have begun, the last one on the asked day; the last has
 *     the exits of the whole
 */
public record Pace(
    Node region,
    int year,
    @Nullable TargetFigure target,
    Tally exits,
    Tally due,
    List<MonthPoint> months,
    boolean synthetic) {

  public Pace {
    months = List.copyOf(months);
  }

  /** What the exits are held against: the published target, or else the plans. */
  public long goal() {
    TargetFigure published = target;
    return published != null && published.persons() != null ? published.persons() : due.persons();
  }

  /** Whether a target was published that counts persons. */
  public boolean hasTarget() {
    TargetFigure published = target;
    return published != null && published.persons() != null;
  }

  /** Whether there is anything to draw: a goal, an exit, or somebody on the register. */
  public boolean tells() {
    return goal() > 0
        || exits.persons() > 0
        || months.stream().anyMatch(month -> month.registered().persons() > 0);
  }
}
