package org.sunshineledger.ledger.policy;

import java.time.LocalDate;

/** Which other policies there are. Reading one guards its stream. */
public interface IssuedPolicies {

  /** Whether a policy of this number was issued by the day; the opening of a backfill is none. */
  boolean isIssued(PolicyId policy, LocalDate day);
}
