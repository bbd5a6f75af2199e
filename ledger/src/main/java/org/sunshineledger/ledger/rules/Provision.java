package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says of one rule for a time.
 *
 * @param from the first day it is in force
 * @param until the first day it is not any more, or null
 * @param terms its numbers; null for a rule that needs none
 * @param line of its file
 */
public record Provision(
    Rule rule,
    Severity severity,
    String source,
    Confidence confidence,
    LocalDate from,
    @Nullable LocalDate until,
    @Nullable Terms terms,
    int line) {

  /** Whether it was in force on the day. */
  public boolean isInForce(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }
}
