package org.sunshineledger.ledger.mutualaid;

import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;

/** To whom a fund may lend. */
public interface Borrowers {

  /**
   * The village of the household.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with NO_SUCH_STREAM
   */
  RegionCode homeOf(HouseholdId household);
}
