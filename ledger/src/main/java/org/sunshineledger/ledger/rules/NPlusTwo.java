package org.sunshineledger.ledger.rules;

import java.util.Collection;
import java.util.Set;

/**
 * “N+2”: measures for each of the N members, and different ones for the household.
 *
 * @param forEachMember how many each member has at the least
 * @param forHousehold how many different ones the household has at the least
 */
public record NPlusTwo(int forEachMember, int forHousehold) implements Terms {

  public NPlusTwo {
    if (forEachMember < 0 || forHousehold < 0)
      throw new IllegalArgumentException("fewer measures than none");
  }

  /** Whether there are enough, N counted by today's members. */
  public <M> boolean isMet(
      Set<M> members, Collection<M> servedByMeasure, long differentForHousehold) {
    for (M member : members)
      if (servedByMeasure.stream().filter(member::equals).count() < forEachMember) return false;
    return differentForHousehold >= forHousehold;
  }
}
