package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a lead has come to by a day.
 *
 * @param decisions how many were made on it
 * @param endedOn since when it has ended; null while it goes on
 */
record LeadStanding(LeadOutcome outcome, int decisions, @Nullable LocalDate endedOn) {}
