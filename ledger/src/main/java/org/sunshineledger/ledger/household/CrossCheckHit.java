package org.sunshineledger.ledger.household;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;

/**
 * 疑点: what another register says, until somebody has looked into it.
 *
 * @param member whom it concerns; null for the household
 */
public record CrossCheckHit(HitId hit, @Nullable MemberId member, Signal signal) {}
