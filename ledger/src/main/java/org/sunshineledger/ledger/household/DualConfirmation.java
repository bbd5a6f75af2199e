package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.sunshineledger.ledger.fact.OfficerId;

/**
 * 双认定: government and household both confirm an exit, each before a recorder of its own (article of
 * 2016-10-17; domain.md EX-3; separate recorders are our inference).
 */
final class DualConfirmation {

  private record Confirmation(OfficerId recorder, LocalDate on) {}

  private final Map<ConfirmingParty, Confirmation> confirmations =
      new EnumMap<>(ConfirmingParty.class);

  /** A party that confirmed twice had confirmed by the earlier day. */
  void confirm(ConfirmingParty party, OfficerId recorder, LocalDate on) {
    confirmations.merge(
        party,
        new Confirmation(recorder, on),
        (known, more) -> more.on().isBefore(known.on()) ? more : known);
  }

  boolean isConfirmedBy(ConfirmingParty party) {
    return confirmations.containsKey(party);
  }

  /** Whether the party had confirmed by the day. */
  boolean isConfirmedBy(ConfirmingParty party, LocalDate day) {
    Confirmation confirmation = confirmations.get(party);
    return confirmation != null && !confirmation.on().isAfter(day);
  }

  /** Whether this recorder did not record the other party's confirmation. */
  boolean isIndependent(ConfirmingParty party, OfficerId recorder) {
    ConfirmingParty other =
        party == ConfirmingParty.GOVERNMENT
            ? ConfirmingParty.HOUSEHOLD
            : ConfirmingParty.GOVERNMENT;
    Confirmation confirmation = confirmations.get(other);
    return confirmation == null || !confirmation.recorder().equals(recorder);
  }
}
