package org.sunshineledger.ledger.supervision;

import org.sunshineledger.ledger.fact.OfficerId;

/** Whether an officer is one. Reading it guards the officer's stream. */
public interface Officers {

  boolean isKnown(OfficerId officer);
}
