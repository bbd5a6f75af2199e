package org.sunshineledger.projections.view;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger held to have happened by {@code asOf}, as far as it knew at {@code knownAt}, or
 * by the first facts of its log alone.
 *
 * @param asOf the last day whose facts count
 * @param knownAt facts recorded later do not count; null: everything recorded counts
 * @param position facts from this position on do not count: so many do; null: all there are
 */
public record Moment(LocalDate asOf, @Nullable Instant knownAt, @Nullable Long position) {

  public Moment(LocalDate asOf, @Nullable Instant knownAt) {
    this(asOf, knownAt, null);
  }

  /** The day, with everything that has been recorded since. */
  public static Moment of(LocalDate asOf) {
    return new Moment(asOf, null);
  }

  /** The day, as far as the first so many facts of the log tell it. */
  public static Moment first(LocalDate asOf, long facts) {
    return new Moment(asOf, null, facts);
  }

  /** Another day, with the same knowledge. */
  public Moment on(LocalDate day) {
    return new Moment(day, knownAt, position);
  }

  /** Whether everything that is recorded counts. */
  public boolean knowsAll() {
    return knownAt == null && position == null;
  }

  /** Whether a fact counts that was recorded so, whatever its day. */
  public boolean knew(long at, Instant recordedAt) {
    return (knownAt == null || !recordedAt.isAfter(knownAt)) && (position == null || at < position);
  }
}
