package org.sunshineledger.projections.flags;

/**
 * How often one rule was broken. A fact that broke two rules counts for each.
 *
 * @param approved how many of the facts somebody had let pass
 * @param synthetic how many of the facts are made up
 */
public record RuleCount(String rule, long facts, long approved, long synthetic) {}
