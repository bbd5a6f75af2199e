package org.sunshineledger.ledger.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every fact says beside its own content. The moment of recording stands in the hashed entry,
 * not here.
 *
 * @param occurredOn the day it happened in the village
 * @param ruleSet which rule set the decision was judged by, e.g. {@code zhengzhou-2014.1}
 * @param place the divisions as they were on {@code occurredOn}
 * @param basis document number the act rests on, or null
 * @param breaches codes of the rules the act broke, in the order they are checked; empty for a
 *     regular act
 * @param correlation the same for all facts of one order
 * @param causation id of the fact that led to this one, or null
 */
public record Envelope(
    LocalDate occurredOn,
    Actor actor,
    List<Signer> signers,
    String ruleSet,
    Place place,
    @Nullable String basis,
    List<Evidence> evidence,
    Mode mode,
    Origin origin,
    List<String> breaches,
    UUID correlation,
    @Nullable UUID causation) {

  public Envelope {
    signers = List.copyOf(signers);
    evidence = List.copyOf(evidence);
    breaches = List.copyOf(breaches);
  }
}
