package org.sunshineledger.projections.responsibility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sunshineledger.ledger.fact.HouseholdId;

/** The households of one village with the days on which somebody has to answer for each. */
public record Cared(List<Household> households) {

  static final Cared NOBODY = new Cared(List.of());

  /**
   * One household.
   *
   * @param pairings only those with this household
   */
  public record Household(HouseholdId id, List<Interval> care, List<Duty> pairings) {

    public Household {
      care = List.copyOf(care);
      pairings = List.copyOf(pairings);
    }

    Household caring(List<Interval> days) {
      return new Household(id, days, pairings);
    }

    Household paired(List<Duty> others) {
      return new Household(id, care, others);
    }
  }

  public Cared {
    households = List.copyOf(households);
  }

  /** The same with this one changed; it comes into being when it was not there. */
  Cared with(HouseholdId household, UnaryOperator<Household> change) {
    List<Household> after = new ArrayList<>(households);
    for (int i = 0; i < after.size(); i++)
      if (after.get(i).id().equals(household)) {
        after.set(i, change.apply(after.get(i)));
        return new Cared(after);
      }
    after.add(change.apply(new Household(household, List.of(), List.of())));
    return new Cared(after);
  }
}
