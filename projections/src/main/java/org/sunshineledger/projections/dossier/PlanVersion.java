package org.sunshineledger.projections.dossier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.household.PlanRevisionReason;

/**
 * 帮扶计划 in one of its versions.
 *
 * @param reason why it was revised; null where it was adopted
 * @param measures all that it held, in the order of their numbers
 * @param position of the fact that made it
 */
public record PlanVersion(
    int version,
    LocalDate from,
    int targetExitYear,
    @Nullable PlanRevisionReason reason,
    List<PlannedMeasure> measures,
    long position,
    boolean synthetic) {

  public PlanVersion {
    measures = List.copyOf(measures);
  }
}
