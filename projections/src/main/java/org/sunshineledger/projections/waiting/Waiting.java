package org.sunshineledger.projections.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What waits of one stream, in the order of steps and items; at least one thing in a row. */
public record Waiting(List<Pending> pending) {

  static final Waiting NOTHING = new Waiting(List.of());

  public Waiting {
    pending = List.copyOf(pending);
  }

  /** With one more, in place of the same step about the same item. */
  Waiting with(Pending more) {
    List<Pending> longer = new ArrayList<>(pending.size() + 1);
    for (Pending each : pending) if (order(each, more) < 0) longer.add(each);
    longer.add(more);
    for (Pending each : pending) if (order(each, more) > 0) longer.add(each);
    return new Waiting(longer);
  }

  Waiting without(Predicate<Pending> done) {
    return pending.stream().anyMatch(done)
        ? new Waiting(pending.stream().filter(done.negate()).toList())
        : this;
  }

  /** An identification is one, however much of it is done. */
  private static int order(Pending one, Pending other) {
    int byStep = one.step().compareTo(other.step());
    if (byStep != 0 || one.step() == NextStep.IDENTIFICATION) return byStep;
    return one.item().compareTo(other.item());
  }
}
