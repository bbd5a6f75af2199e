package org.sunshineledger.projections.redflags;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.fact.Fact;

/**
 * A fact behind a hit.
 *
 * @param questioned whether it is the one that may not be as it should; else it shows from this one
 * @param alike positions of other facts of the same meeting or day, which are in question with it
 */
public record Behind(
    long position,
    String type,
    String stream,
    LocalDate on,
    Instant recordedAt,
    boolean questioned,
    List<Long> alike,
    boolean synthetic) {

  public Behind {
    alike = List.copyOf(alike);
  }

  static Behind of(Fact fact, boolean questioned, List<Long> alike) {
    return new Behind(
        fact.position(),
        fact.type(),
        fact.stream(),
        fact.occurredOn(),
        fact.recordedAt(),
        questioned,
        alike,
        fact.isSynthetic());
  }
}
