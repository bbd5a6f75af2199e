package org.sunshineledger.ledger.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One fact as a view reads it.
 *
 * @param position from 0, without gaps, in commit order; also the leaf index of the log
 * @param recordedAt microseconds; never decreases with the position
 * @param stream e.g. {@code household/4101850010010001}
 * @param sequence place within the stream, from 0
 * @param type published name, e.g. {@code household.household-identified.v1}
 */
public record Fact(
    long position,
    Instant recordedAt,
    UUID id,
    String stream,
    long sequence,
    String type,
    Envelope envelope,
    Event event) {

  public LocalDate occurredOn() {
    return envelope.occurredOn();
  }

  public Place place() {
    return envelope.place();
  }

  public boolean isSynthetic() {
    return envelope.origin() == Origin.SYNTHETIC;
  }
}
