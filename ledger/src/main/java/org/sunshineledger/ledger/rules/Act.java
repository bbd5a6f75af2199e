package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
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
    @Nullable UUID causation) {

  public Act {
    signers = List.copyOf(signers);
    evidence = List.copyOf(evidence);
  }
}
