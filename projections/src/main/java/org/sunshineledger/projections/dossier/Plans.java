package org.sunshineledger.projections.dossier;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.PersonMeasure;

/** The versions of a household's plan, one after the other as they were recorded. */
public final class Plans {

  private final Map<MeasureId, PlannedMeasure> measures = new LinkedHashMap<>();
  private final List<PlanVersion> versions = new ArrayList<>();

  private Plans() {}

  /** The versions these facts of one household make, the first one first. */
  public static List<PlanVersion> of(List<Fact> facts) {
    Plans plans = new Plans();
    facts.stream().sorted(comparingLong(Fact::sequence)).forEach(plans::on);
    return List.copyOf(plans.versions);
  }

  /** Each version against the one before it. */
  public static List<PlanDifference> stepByStep(List<PlanVersion> versions) {
    List<PlanDifference> steps = new ArrayList<>(versions.size());
    @Nullable PlanVersion before = null;
    for (PlanVersion version : versions) {
      steps.add(PlanDifference.between(before, version));
      before = version;
    }
    return List.copyOf(steps);
  }

  private void on(Fact fact) {
    switch (fact.event()) {
      // With a new application the old plan is over; versions and numbers go on.
      case HouseholdApplied _ -> measures.clear();
      // It takes the place of any plan there was.
      case PlanAdopted it -> {
        measures.clear();
        put(it.forPersons(), it.forHousehold());
        add(fact, it.version(), it.targetExitYear(), null);
      }
      case PlanRevised it -> {
        it.removed().forEach(measures::remove);
        put(it.addedForPersons(), it.addedForHousehold());
        add(fact, it.version(), it.targetExitYear(), it.reason());
      }
      // The version stays; the next one begins without it.
      case MeasureCancelled it -> measures.remove(it.measure());
      default -> {
        // Nothing else changes a plan.
      }
    }
  }

  private void put(List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
    Stream.concat(
            forPersons.stream().map(PlannedMeasure::of),
            forHousehold.stream().map(PlannedMeasure::of))
        .forEach(measure -> measures.put(measure.measure(), measure));
  }

  private void add(Fact fact, int version, int year, @Nullable PlanRevisionReason reason) {
    versions.add(
        new PlanVersion(
            version,
            fact.occurredOn(),
            year,
            reason,
            measures.values().stream().sorted(comparing(each -> each.measure().number())).toList(),
            fact.position(),
            fact.isSynthetic()));
  }
}
