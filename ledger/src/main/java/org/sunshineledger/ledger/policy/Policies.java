package org.sunshineledger.ledger.policy;

import java.time.LocalDate;

/** What a decision on another stream must know of a policy. Reading it guards its stream. */
public interface Policies {

  /**
   * Whether the policy was issued by the day, was not superseded by then, and is of this sector, or
   * the one general opinion. False for a policy nobody issued.
   */
  boolean isInForce(PolicyId policy, Sector sector, LocalDate day);
}
