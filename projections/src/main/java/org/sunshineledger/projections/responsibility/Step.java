package org.sunshineledger.projections.responsibility;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Signer;

/**
 * One fact of a subject with everybody who answers for it: who recorded it and who signed (谁调查谁负责,
 * 谁审核谁负责).
 *
 * @param type published name of the fact
 * @param breaches codes of the rules it broke
 */
public record Step(
    String type,
    LocalDate on,
    Instant recordedAt,
    long position,
    Actor actor,
    List<Signer> signers,
    List<String> breaches,
    boolean synthetic) {

  /** Types of the other halves of a payment's facts: the list is what was decided and signed. */
  public static final Set<String> HALVES =
      Set.of(
          "household.benefit-credited.v1",
          "household.benefit-reversed.v1",
          "project.project-debited.v1",
          "project.project-credited.v1");

  public Step {
    signers = List.copyOf(signers);
    breaches = List.copyOf(breaches);
  }

  static Step of(Fact fact) {
    return new Step(
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        fact.position(),
        fact.envelope().actor(),
        fact.envelope().signers(),
        fact.envelope().breaches(),
        fact.isSynthetic());
  }
}
