package org.sunshineledger.ledger.rules;

import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;

/**
 * 特批: a named authority lets one rule be broken by one live order, for a reason. It is used up by
 * that order and becomes a fact.
 */
public record SpecialApproval(Rule rule, OfficerId authority, OverrideReason reason) {}
