package org.sunshineledger.ledger.household;

/**
 * What a credited benefit takes for itself alone, so that no other payment can pay it too.
 *
 * @param kind see {@link org.sunshineledger.ledger.rules.Claims}
 */
public record BenefitClaim(String kind, String key) {}
