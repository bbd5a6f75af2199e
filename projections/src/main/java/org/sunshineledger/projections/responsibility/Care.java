package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.ReverificationOutcome;

/**
 * The days on which somebody has to answer for a household: from its identification, or its
 * relapse, or since its exit was found false, until its removal or the end of what is kept after
 * its exit (domain.md 5.1).
 */
final class Care {

  private Care() {}

  /** The stretches after the fact. */
  static List<Interval> after(List<Interval> before, Fact fact, HouseholdEvent event) {
    return switch (event) {
      case HouseholdIdentified _, RelapseRecorded _ -> begun(before, fact);
      case HouseholdReverified it when it.outcome() == ReverificationOutcome.FALSE_EXIT ->
          begun(before, fact);
      case HouseholdExited it -> ended(before, fact, it.policyKeptUntil().plusDays(1));
      case HouseholdRemoved _ -> ended(before, fact, fact.occurredOn());
      default -> before;
    };
  }

  /** A relapse, or a false exit, while the policy is still kept opens again what was to end. */
  private static List<Interval> begun(List<Interval> before, Fact fact) {
    List<Interval> after = new ArrayList<>(before);
    if (!before.isEmpty() && before.getLast().covers(fact.occurredOn()))
      after.add(new Interval(after.removeLast().from(), null));
    else after.add(new Interval(fact.occurredOn(), null));
    return after;
  }

  /** What had ended before the fact's day stays as long as it was. */
  private static List<Interval> ended(List<Interval> before, Fact fact, LocalDate to) {
    if (before.isEmpty() || !before.getLast().covers(fact.occurredOn())) return before;
    List<Interval> after = new ArrayList<>(before);
    after.add(new Interval(after.removeLast().from(), to));
    return after;
  }
}
