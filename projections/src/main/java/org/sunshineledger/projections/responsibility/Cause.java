package org.sunshineledger.projections.responsibility;

import org.sunshineledger.ledger.household.PovertyCause;

/**
 * Why a household is poor, by which an office of the county answers for it (精准对责, RE-6).
 *
 * @param position of the fact that says so
 */
public record Cause(PovertyCause main, long position) {}
