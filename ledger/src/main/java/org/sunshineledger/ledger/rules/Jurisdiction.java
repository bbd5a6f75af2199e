package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;

/** What a ruling must know of the world: which divisions there were, and where backfill is open. */
public interface Jurisdiction {

  /**
   * The division with those above it, as they were on the day.
   *
   * @throws Refused with UNKNOWN_REGION when there was none of that code
   */
  Place placeOf(RegionCode region, LocalDate on);

  /** Whether paper history of the place may be recorded now. */
  boolean backfillIsOpen(Place place);

  /** What is settled: everything belongs to one place, and nothing is asked any more. */
  record Settled(Place place) implements Jurisdiction {
    @Override
    public Place placeOf(RegionCode region, LocalDate on) {
      return place;
    }

    @Override
    public boolean backfillIsOpen(Place any) {
      return true;
    }
  }
}
