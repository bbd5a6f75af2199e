package org.sunshineledger.ledger.fact;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact belongs, with the divisions as they were on the day it occurred. The levels below
 * the fact's own are empty: a county's fund has neither township nor village.
 */
public record Place(
    @Nullable RegionCode village,
    @Nullable RegionCode township,
    @Nullable RegionCode county,
    @Nullable RegionCode city) {

  public static final Place NOWHERE = new Place(null, null, null, null);

  /** Whether the place lies in the region or is it. */
  public boolean within(RegionCode region) {
    return region.equals(village)
        || region.equals(township)
        || region.equals(county)
        || region.equals(city);
  }

  /** From village to city, without the empty levels. */
  public Stream<RegionCode> levels() {
    return Stream.<@Nullable RegionCode>of(village, township, county, city)
        .flatMap(Stream::ofNullable);
  }
}
