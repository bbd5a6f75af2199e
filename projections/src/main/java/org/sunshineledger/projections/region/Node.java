package org.sunshineledger.projections.region;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;

/**
 * A division as it was on one day.
 *
 * @param parent null at the top
 * @param position of the fact that put it under this parent
 * @param synthetic whether the division is made up
 */
public record Node(
    RegionCode code,
    String name,
    RegionLevel level,
    @Nullable RegionCode parent,
    long position,
    boolean synthetic) {}
