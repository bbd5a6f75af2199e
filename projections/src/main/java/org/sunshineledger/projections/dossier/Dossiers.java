package org.sunshineledger.projections.dossier;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.duty.OfficerEvent.VisitRecorded;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** Reads a household's stream from the journal itself: it is short, and its own best view. */
public final class Dossiers {

  private static final String VISIT = "officer.visit-recorded.v1";

  private final Views views;

  public Dossiers(Views views) {
    this.views = views;
  }

  /** Empty when nothing was known of the household at the moment. */
  public Optional<Dossier> of(HouseholdId household, Moment moment) {
    List<Fact> facts =
        views.asKnown(household.stream(), moment).stream()
            .filter(fact -> !fact.occurredOn().isAfter(moment.asOf()))
            .sorted(comparing(Fact::occurredOn).thenComparingLong(Fact::position))
            .toList();
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Dossier(household, facts, facts.stream().anyMatch(Fact::isSynthetic)));
  }

  /**
   * 走访: the visits to the household that these officers recorded by the moment, by day. A visit
   * stands in the stream of the officer who made it.
   */
  public List<Fact> visits(HouseholdId household, Collection<OfficerId> officers, Moment moment) {
    return officers.stream()
        .distinct()
        .flatMap(officer -> views.asKnown(officer.stream(), VISIT, moment).stream())
        .filter(fact ->
            fact.event() instanceof VisitRecorded visit
                && visit.household().equals(household)
                && !fact.occurredOn().isAfter(moment.asOf()))
        .sorted(comparing(Fact::occurredOn).thenComparingLong(Fact::position))
        .toList();
  }
}
