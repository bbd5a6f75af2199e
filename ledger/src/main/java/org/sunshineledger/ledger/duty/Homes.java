package org.sunshineledger.ledger.duty;

import org.sunshineledger.ledger.fact.RegionCode;

/** Where a household lives, for the place of a pairing with it. Reading it guards its stream. */
public interface Homes {

  /**
   * The village it applied from.
   *
   * @param household a stream, e.g. {@code household/4101850010010001}
   * @throws org.sunshineledger.ledger.rules.Refused with NO_SUCH_STREAM
   */
  RegionCode villageOf(String household);
}
