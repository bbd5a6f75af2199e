package org.sunshineledger.ledger.supervision;

import org.sunshineledger.ledger.fact.OfficerId;

/** Whether an officer is one. Who is one stays one: a yes guards nothing. */
public interface Officers {

  boolean isKnown(OfficerId officer);
}
