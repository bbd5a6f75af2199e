package org.sunshineledger.ledger.household;

import org.sunshineledger.ledger.fact.MemberId;

/** Who signed for the household: a member, or an agent whose authorisation is in the evidence. */
public record HouseholdSigner(MemberId member, boolean byAgent) {}
