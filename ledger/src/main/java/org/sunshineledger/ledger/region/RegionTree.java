package org.sunshineledger.ledger.region;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionRenamed;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;

/**
 * 区划 over time: who belonged to whom on which day. A fold of the region facts in the order they
 * were recorded, whatever their days; of two of one day the later one holds. Not for several
 * threads.
 */
public final class RegionTree {

  /** Parents by the day from which they hold; the first is the day of the definition. */
  private record Division(
      RegionLevel level, NavigableMap<LocalDate, Optional<RegionCode>> parents) {}

  private final Map<RegionCode, Division> divisions = new HashMap<>();

  /**
   * @throws IllegalStateException when the division was never defined
   */
  public void apply(LocalDate occurredOn, RegionEvent event) {
    switch (event) {
      case RegionDefined defined -> {
        Division division = new Division(defined.level(), new TreeMap<>());
        division.parents().put(occurredOn, Optional.ofNullable(defined.parent()));
        divisions.put(defined.region(), division);
      }
      case RegionRenamed _ -> {}
      case RegionTransferred moved ->
          division(moved.region()).parents().put(occurredOn, Optional.of(moved.to()));
    }
  }

  private Division division(RegionCode code) {
    Division division = divisions.get(code);
    if (division == null) throw new IllegalStateException("nobody has defined region " + code);
    return division;
  }

  /** From village to city as it was on the day; empty when there was no such division. */
  public Optional<Place> placeOf(RegionCode code, LocalDate day) {
    if (!existedOn(code, day)) return Optional.empty();
    RegionCode village = null;
    RegionCode township = null;
    RegionCode county = null;
    RegionCode city = null;
    for (RegionCode here = code; here != null; here = parentOf(here, day)) {
      switch (division(here).level()) {
        case VILLAGE -> village = here;
        case TOWNSHIP -> township = here;
        case COUNTY -> county = here;
        case CITY -> city = here;
        case PROVINCE -> {}
      }
    }
    return Optional.of(new Place(village, township, county, city));
  }

  private boolean existedOn(RegionCode code, LocalDate day) {
    Division division = divisions.get(code);
    return division != null && division.parents().floorEntry(day) != null;
  }

  /** Null at the top, and above a division that came to be later than what lies below it. */
  private @Nullable RegionCode parentOf(RegionCode code, LocalDate day) {
    Map.Entry<LocalDate, Optional<RegionCode>> parent = division(code).parents().floorEntry(day);
    return parent == null ? null : parent.getValue().orElse(null);
  }

  /** Empty for a division that was never defined. */
  public Optional<RegionLevel> levelOf(RegionCode code) {
    return Optional.ofNullable(divisions.get(code)).map(Division::level);
  }
}
