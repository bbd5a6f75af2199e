package org.sunshineledger.api.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.OfficerEvent.VisitRecorded;
import org.sunshineledger.ledger.duty.VisitPurpose;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.provenance.Provenance;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.ChainLink;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

/** Who answered for a household, and which of those who were paired with it came to see it. */
@Component
final class Carers {

  private final Responsibility responsibility;
  private final Dossiers dossiers;
  private final Ledger ledger;
  private final Readers readers;

  Carers(Responsibility responsibility, Dossiers dossiers, Ledger ledger, Readers readers) {
    this.responsibility = responsibility;
    this.dossiers = dossiers;
    this.ledger = ledger;
    this.readers = readers;
  }

  /** A visit of an officer who was paired with the household. */
  record Visit(
      LocalDate on,
      OfficerId officer,
      String name,
      String office,
      VisitPurpose purpose,
      long position,
      boolean synthetic) {}

  /** From the household up to the city; none where nobody knew of it. */
  List<ChainLink> chain(HouseholdId household, Moment moment) {
    return answerable(household, moment).map(it -> ChainLink.of(it, null)).orElse(List.of());
  }

  /** The same, and what was done about the household, as W3C PROV-JSON. */
  Map<String, Object> provenance(HouseholdId household, Moment moment) {
    return answerable(household, moment).map(Provenance::of).orElse(Map.of());
  }

  private Optional<Answerable> answerable(HouseholdId household, Moment moment) {
    return responsibility.of(Subject.of(household), moment, ledger.rules());
  }

  /** As far as the reader may see them, by day. */
  List<Visit> visits(HouseholdId household, Moment moment, Account account) {
    List<OfficerId> paired =
        responsibility.everPaired(household, moment).stream().map(Duty::officer).toList();
    return dossiers.visits(household, paired, moment).stream()
        .filter(readers.mayReadAny(account))
        .map(Carers::visit)
        .toList();
  }

  private static Visit visit(Fact fact) {
    if (!(fact.event() instanceof VisitRecorded it))
      throw new IllegalArgumentException("no visit: " + fact.position());
    return new Visit(
        fact.occurredOn(),
        it.officer(),
        it.name(),
        it.office(),
        it.purpose(),
        fact.position(),
        fact.isSynthetic());
  }
}
