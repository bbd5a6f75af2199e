package org.sunshineledger.projections.redflags;

/**
 * How often one flag was hit, and how far the hits have come.
 *
 * @param hits all of them
 */
public record RedFlagCount(
    RedFlag flag, long hits, long suspected, long underInquiry, long unfounded, long found) {}
