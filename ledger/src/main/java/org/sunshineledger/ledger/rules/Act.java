package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Signer;

/**
 * What accompanies every order: who acts, for which day, on whose word. It becomes the envelope of
 * the facts the order leads to.
 */
public record Act(
    LocalDate occurredOn,
    Actor actor,
    List<Signer> signers,
    @Nullable String basis,
    List<Evidence> evidence,
    Mode mode,
    Origin origin,
    UUID correlation,
    @Nullable UUID causation,
    List<SpecialApproval> approvals) {

  public Act {
    signers = List.copyOf(signers);
    evidence = List.copyOf(evidence);
    approvals = List.copyOf(approvals);
  }

  /** An act without a special approval. */
  public Act(
      LocalDate occurredOn,
      Actor actor,
      List<Signer> signers,
      @Nullable String basis,
      List<Evidence> evidence,
      Mode mode,
      Origin origin,
      UUID correlation,
      @Nullable UUID causation) {
    this(
        occurredOn,
        actor,
        signers,
        basis,
        evidence,
        mode,
        origin,
        correlation,
        causation,
        List.of());
  }

  /** The act that led to a fact. */
  static Act of(Envelope envelope) {
    return new Act(
        envelope.occurredOn(),
        envelope.actor(),
        envelope.signers(),
        envelope.basis(),
        envelope.evidence(),
        envelope.mode(),
        envelope.origin(),
        envelope.correlation(),
        envelope.causation());
  }
}
