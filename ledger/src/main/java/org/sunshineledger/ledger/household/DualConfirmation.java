package org.sunshineledger.ledger.household;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;

/**
 * 双认定: government and household both confirm an exit, each before a recorder of its own (article of
 * 2016-10-17; domain.md EX-3; separate recorders are our inference).
 */
final class DualConfirmation {

  private final Map<ConfirmingParty, OfficerId> recorders = new EnumMap<>(ConfirmingParty.class);

  void confirm(ConfirmingParty party, OfficerId recorder) {
    recorders.put(party, recorder);
  }

  boolean isConfirmedBy(ConfirmingParty party) {
    return recorders.containsKey(party);
  }

  /** Whether this recorder did not record the other party's confirmation. */
  boolean isIndependent(ConfirmingParty party, OfficerId recorder) {
    ConfirmingParty other =
        party == ConfirmingParty.GOVERNMENT
            ? ConfirmingParty.HOUSEHOLD
            : ConfirmingParty.GOVERNMENT;
    @Nullable OfficerId otherRecorder = recorders.get(other);
    return !recorder.equals(otherRecorder);
  }
}
