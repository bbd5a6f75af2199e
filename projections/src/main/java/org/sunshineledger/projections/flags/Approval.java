package org.sunshineledger.projections.flags;

import java.time.LocalDate;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;

/**
 * 特批: who let a rule be broken, and why. It stands on the stream of the fact that it let pass,
 * right after it.
 */
public record Approval(
    long position,
    String stream,
    long sequence,
    LocalDate occurredOn,
    String rule,
    OfficerId authority,
    OverrideReason reason) {

  /** Empty for any other fact. */
  public static Optional<Approval> of(Fact fact) {
    return fact.event() instanceof Overriding it
        ? Optional.of(
            new Approval(
                fact.position(),
                fact.stream(),
                fact.sequence(),
                fact.occurredOn(),
                it.rule(),
                it.authority(),
                it.reason()))
        : Optional.empty();
  }

  /** Whether this may be the approval of the flag: the rule it broke, on its stream, after it. */
  boolean mayBeOf(Flag flag) {
    return stream.equals(flag.stream())
        && sequence > flag.sequence()
        && flag.rules().contains(rule);
  }
}
