package org.sunshineledger.projections.reconciliation;

/**
 * A unit that a relation gives to one of its parts: to a bare number the one the sum needs, or to a
 * claim what it counts one for one.
 *
 * @param term e.g. {@code 25}, or {@code C037}
 * @param unit e.g. {@code m2/person}, or {@code household}
 */
public record Reading(String term, String unit) {}
