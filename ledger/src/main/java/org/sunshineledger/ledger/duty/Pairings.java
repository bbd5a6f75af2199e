package org.sunshineledger.ledger.duty;

import org.sunshineledger.ledger.fact.OfficerId;

/** Whether an officer is paired. Reading it guards the officer's stream. */
public interface Pairings {

  /** False too for an officer nobody registered. */
  boolean isPaired(OfficerId officer, PairingScope scope, String target);
}
