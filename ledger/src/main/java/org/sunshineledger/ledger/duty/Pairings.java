package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.OfficerId;

/** Whether an officer is paired. Reading it guards the officer's stream. */
public interface Pairings {

  /** Whether it was so on the day; false too for an officer nobody registered. */
  boolean isPaired(OfficerId officer, PairingScope scope, String target, LocalDate day);
}
