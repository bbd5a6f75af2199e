package org.sunshineledger.projections.reconciliation;

/**
 * Who published figures.
 *
 * @param id e.g. {@code zhengzhou-2016}
 * @param first position of the first of its facts
 */
public record Source(String id, int claims, int checks, long first) {}
