package org.sunshineledger.ledger.auditpackage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * Which facts a package is about.
 *
 * @param region what belongs to it, by the divisions of each fact's own day; null for everywhere
 * @param stream of one subject, e.g. {@code household/4101850010010001}; null for all
 * @param from first day of what occurred; null for the beginning
 * @param to last day of what occurred; null for no end
 */
public record Scope(
    @Nullable RegionCode region,
    @Nullable String stream,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** Everything there is. */
  public static final Scope WHOLE = new Scope(null, null, null, null);

  public Scope {
    if (from != null && to != null && to.isBefore(from))
      throw new IllegalArgumentException("the last day is before the first");
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }

  boolean holds(Fact fact) {
    return (region == null || fact.place().within(region))
        && (stream == null || fact.stream().equals(stream))
        && (from == null || !fact.occurredOn().isBefore(from))
        && (to == null || !fact.occurredOn().isAfter(to));
  }
}
