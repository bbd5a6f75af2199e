package org.sunshineledger.projections.view;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger held to have happened by {@code asOf}, as far as it knew at {@code knownAt}.
 *
 * @param asOf the last day whose facts count
 * @param knownAt facts recorded later do not count; null: everything recorded counts
 */
public record Moment(LocalDate asOf, @Nullable Instant knownAt) {

  /** The day, with everything that has been recorded since. */
  public static Moment of(LocalDate asOf) {
    return new Moment(asOf, null);
  }
}
