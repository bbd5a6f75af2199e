package org.sunshineledger.projections.supervision;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;

/**
 * One fact of a lead or an audit.
 *
 * @param by who recorded it
 * @param breaches codes of the rules it broke
 */
public record Step(
    String type,
    LocalDate on,
    long position,
    OfficerId by,
    List<Evidence> evidence,
    List<String> breaches) {

  public Step {
    evidence = List.copyOf(evidence);
    breaches = List.copyOf(breaches);
  }

  static Step of(Fact fact) {
    return new Step(
        fact.type(),
        fact.occurredOn(),
        fact.position(),
        fact.envelope().actor().officer(),
        fact.envelope().evidence(),
        fact.envelope().breaches());
  }
}
