package org.sunshineledger.ledger.region;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;

/** The divisions as the journal has them, with what the running order has added. */
public interface Divisions {

  /**
   * The division with those above it on the day.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with UNKNOWN_REGION
   */
  Place placeOf(RegionCode region, LocalDate on);

  /**
   * Which level the division is of.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with UNKNOWN_REGION
   */
  RegionLevel levelOf(RegionCode region);

  /** To be called by whoever records a change of divisions or of open backfills. */
  void changed();
}
