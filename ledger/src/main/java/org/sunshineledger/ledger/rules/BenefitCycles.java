package org.sunshineledger.ledger.rules;

import java.util.List;
import java.util.Map;

/**
 * 享受周期: how often a benefit is due and to whom, by programme. What is not here is due for every
 * month of the period it is paid for, to a household or a member.
 *
 * @param cycles how often
 * @param personal due to a member, never to the household as such
 * @param household due to the household, never to a member
 */
public record BenefitCycles(
    Map<String, Cycle> cycles, List<String> personal, List<String> household) implements Terms {

  /** How often. */
  public enum Cycle {
    YEAR,
    ONCE
  }

  private static final int DIGITS_OF_A_YEAR = 4;

  /** Where nothing is said of any programme. */
  public static final BenefitCycles NONE = new BenefitCycles(Map.of(), List.of(), List.of());

  public BenefitCycles {
    cycles = Map.copyOf(cycles);
    personal = List.copyOf(personal);
    household = List.copyOf(household);
    for (String programme : personal)
      if (household.contains(programme))
        throw new IllegalArgumentException("due to a member and to the household: " + programme);
  }

  /** The period for which it is due: the year of 2016-03, or one word for all time. */
  public String cycleOf(String programme, String period) {
    Cycle cycle = cycles.get(programme);
    if (cycle == null) return period;
    return cycle == Cycle.ONCE ? cycle.name() : period.substring(0, DIGITS_OF_A_YEAR);
  }

  /** The months it is due for. */
  public Months monthsOf(String programme, String period) {
    return cycles.get(programme) == Cycle.ONCE ? Months.ALL : Months.of(cycleOf(programme, period));
  }

  /** Whether the whole household is its payee, whomever of it a list names. */
  public boolean isOfTheHousehold(String programme) {
    return household.contains(programme);
  }

  /** Whether each member is a payee of his own. */
  public boolean isPersonal(String programme) {
    return personal.contains(programme);
  }

  /** Whether a member, or the household as such, may be its payee. */
  public boolean mayBePaidTo(String programme, boolean aMember) {
    return !(aMember ? household : personal).contains(programme);
  }
}
