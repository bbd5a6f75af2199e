package org.sunshineledger.api.audit;

import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.projections.dossier.Dossier;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.view.Moment;

/** Opens a household's dossier to whoever may read it, and notes that it was read. */
@Component
final class OpenedDossiers {

  private final Dossiers dossiers;
  private final Readers readers;

  OpenedDossiers(Dossiers dossiers, Readers readers) {
    this.dossiers = dossiers;
    this.readers = readers;
  }

  /**
   * @param what of the household is read, for the note
   * @throws Faulty with UNKNOWN_SUBJECT or OUTSIDE_YOUR_REGION
   */
  Dossier open(HouseholdId household, Moment moment, Account account, String what) {
    Dossier dossier =
        dossiers.of(household, moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    if (!readers.mayRead(account, dossier.facts().getLast()))
      throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, what + " of household " + household);
    return dossier;
  }
}
