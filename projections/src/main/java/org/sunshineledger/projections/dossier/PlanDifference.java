package org.sunshineledger.projections.dossier;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.plan.MeasureId;

/**
 * What one version of a plan holds otherwise than another. Numbers of measures are never used
 * again, so that a measure is the same in both or in one only.
 *
 * @param before null where the later one is compared with nothing
 */
public record PlanDifference(
    @Nullable PlanVersion before,
    PlanVersion after,
    List<PlannedMeasure> added,
    List<PlannedMeasure> removed) {

  public PlanDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** The second against the first; against nothing all its measures are added. */
  public static PlanDifference between(@Nullable PlanVersion before, PlanVersion after) {
    List<PlannedMeasure> held = before == null ? List.of() : before.measures();
    return new PlanDifference(
        before, after, without(after.measures(), held), without(held, after.measures()));
  }

  private static List<PlannedMeasure> without(
      List<PlannedMeasure> measures, List<PlannedMeasure> others) {
    Set<MeasureId> held =
        others.stream().map(PlannedMeasure::measure).collect(Collectors.toUnmodifiableSet());
    return measures.stream().filter(each -> !held.contains(each.measure())).toList();
  }

  /** Whether the household is now to leave poverty in another year. */
  public boolean movesTheYear() {
    return before != null && before.targetExitYear() != after.targetExitYear();
  }
}
