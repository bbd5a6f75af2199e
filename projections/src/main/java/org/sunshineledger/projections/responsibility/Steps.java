package org.sunshineledger.projections.responsibility;

import static java.util.Comparator.comparing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.projections.view.Moment;

/** Picks the facts of a stream that somebody answers for. */
final class Steps {

  private Steps() {}

  /**
   * In the order of days.
   *
   * @param stream of the subject, without what stands for money on it
   */
  static List<Fact> of(Subject subject, List<Fact> stream, Moment moment) {
    List<Fact> steps =
        stream.stream()
            .filter(fact -> !fact.occurredOn().isAfter(moment.asOf()))
            .sorted(comparing(Fact::occurredOn).thenComparingLong(Fact::position))
            .toList();
    return subject.kind() == Subject.Kind.EXIT ? ofLastExit(steps) : steps;
  }

  private static List<Fact> ofLastExit(List<Fact> steps) {
    for (int i = steps.size() - 1; i >= 0; i--)
      if (steps.get(i).event() instanceof ExitProposed)
        return steps.subList(i, steps.size()).stream().filter(Steps::isOfExit).toList();
    return List.of();
  }

  private static boolean isOfExit(Fact fact) {
    return switch (fact.event()) {
      case ExitProposed _, ExitVerified _, ExitConfirmed _, ExitDisputed _, HouseholdExited _ ->
          true;
      default -> false;
    };
  }

  /** What the facts lead to: of a payment its project and its fund, of an exit its notice. */
  static List<String> related(List<Fact> steps) {
    Set<String> streams = new LinkedHashSet<>();
    for (Fact step : steps)
      switch (step.event()) {
        case PaymentRequested it -> {
          streams.add(it.project().stream());
          streams.add(it.fund().stream());
        }
        case HouseholdExited it -> {
          if (it.notice() != null) streams.add(it.notice().stream());
        }
        default -> {
          // Leads nowhere else.
        }
      }
    return List.copyOf(streams);
  }
}
