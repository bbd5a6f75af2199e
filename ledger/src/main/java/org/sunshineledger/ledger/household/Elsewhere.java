package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.Pairings;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.policy.Policies;
import org.sunshineledger.ledger.vault.Commitment;

/** What a decision about a household must know that is not on its own stream. */
public interface Elsewhere extends Notices, Pairings, Policies {

  /**
   * The day of birth in the ID number behind a commitment; empty when the number has another form,
   * was erased, or is not to be looked at.
   */
  Optional<LocalDate> bornOn(@Nullable Commitment idNumber);
}
