package org.sunshineledger.projections.progress;

import org.jspecify.annotations.Nullable;

/**
 * What was published as the goal of a year.
 *
 * @param persons to exit in the year, or null when only villages were named
 * @param villages to exit in the year, or null
 * @param claim id of the claim with the persons, else with the villages
 * @param position of the fact that records the claim
 */
public record TargetFigure(
    @Nullable Long persons, @Nullable Long villages, String claim, long position) {}
