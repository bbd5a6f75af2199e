package org.sunshineledger.ledger.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.sunshineledger.ledger.fact.MemberId;

/**
 * “N+2”: a measure for each of the N members, and at least two different ones for the household
 * (article of 2016-10-17; domain.md PL-1).
 */
public final class NPlusTwo {

  public static final int HOUSEHOLD_MEASURES_AT_LEAST = 2;

  private NPlusTwo() {}

  /** Whether every member has a measure and the household has two different ones. */
  public static boolean isMet(
      Set<MemberId> members,
      Collection<PersonMeasure> forPersons,
      Collection<HouseholdMeasure> forHousehold) {
    Set<MemberId> served = new HashSet<>();
    for (PersonMeasure measure : forPersons) served.add(measure.member());
    long differentForHousehold =
        forHousehold.stream().map(HouseholdMeasure::kind).distinct().count();
    return served.containsAll(members) && differentForHousehold >= HOUSEHOLD_MEASURES_AT_LEAST;
  }
}
