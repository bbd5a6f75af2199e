package org.sunshineledger.projections.responsibility;

import org.sunshineledger.ledger.household.PovertyCause;

/**
 * 行业部门: the office of the county that answers for households of this cause.
 *
 * @param position of the fact that names the cause
 * @param source of the rule that names the office
 * @param ruleSet edition of that rule
 */
public record Department(
    String office, PovertyCause cause, long position, String source, String ruleSet) {}
