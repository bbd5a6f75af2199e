package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;

/**
 * The days on which somebody has to answer for a household: from its identification, or its
 * relapse, until its removal or the end of what is kept after its exit (domain.md 5.1).
 */
final class Care {

  private Care() {}

  /** The stretches after the fact. */
  static List<Interval> after(List<Interval> before, Fact fact, HouseholdEvent event) {
    return switch (event) {
      case HouseholdIdentified _, RelapseRecorded _ -> begun(before, fact);
      case HouseholdExited it -> ended(before, it.policyKeptUntil().plusDays(1));
      case HouseholdRemoved _ -> ended(before, fact.occurredOn());
      default -> before;
    };
  }

  /** A relapse while the policy is still kept opens the stretch again that was to end. */
  private static List<Interval> begun(List<Interval> before, Fact fact) {
    List<Interval> after = new ArrayList<>(before);
    if (!before.isEmpty() && before.getLast().covers(fact.occurredOn()))
      after.add(new Interval(after.removeLast().from(), null));
    else after.add(new Interval(fact.occurredOn(), null));
    return after;
  }

  private static List<Interval> ended(List<Interval> before, LocalDate to) {
    if (before.isEmpty()) return before;
    List<Interval> after = new ArrayList<>(before);
    after.add(new Interval(after.removeLast().from(), to));
    return after;
  }
}
