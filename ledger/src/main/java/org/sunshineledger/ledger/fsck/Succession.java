package org.sunshineledger.ledger.fsck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * What only the order of facts can tell: positions without gaps, time that does not go back, each
 * stream counted on from 0.
 *
 * <p>It remembers one number for each stream, about 130 bytes: 70 MB for half a million streams.
 * Asking PostgreSQL instead would sort the journal, or read it again in the order of streams.
 */
final class Succession {

  /** As far as the appender lets the last fact lead the clock. */
  private static final Duration MAX_LEAD = Duration.ofSeconds(2);

  private final Findings findings;
  private final Instant latest;
  private final Map<String, Long> nextOfStream = new HashMap<>();
  private long nextPosition;
  private Instant before = Instant.MIN;

  /** Judges against the database's clock, as it was when the snapshot was taken. */
  Succession(Findings findings, Instant now) {
    this.findings = findings;
    this.latest = now.plus(MAX_LEAD);
  }

  void follow(Row row) {
    long position = row.position();
    if (position > nextPosition)
      findings.add(Finding.at(nextPosition, Finding.Code.POSITION_MISSING));
    if (position < nextPosition) findings.add(Finding.at(position, Finding.Code.POSITION_WRONG));
    nextPosition = Math.max(nextPosition, position + 1);
    StoredFact fact = row.fact();
    if (fact == null) return;
    followInTime(fact);
    followInStream(fact);
  }

  private void followInTime(StoredFact fact) {
    Instant recordedAt = fact.recordedAt();
    if (recordedAt.isBefore(before)) add(fact, Finding.Code.TIME_GOES_BACK);
    if (recordedAt.isAfter(latest)) add(fact, Finding.Code.TIME_AHEAD);
    before = recordedAt;
  }

  private void followInStream(StoredFact fact) {
    long expected = nextOfStream.getOrDefault(fact.stream(), 0L);
    if (fact.sequence() != expected) add(fact, Finding.Code.SEQUENCE_BROKEN);
    // Counting on from what is there names a break once, and not at every fact behind it.
    nextOfStream.put(fact.stream(), fact.sequence() + 1);
  }

  private void add(StoredFact fact, Finding.Code code) {
    findings.add(Finding.at(fact.position(), code, fact.type()));
  }

  /** Where the next fact would stand. */
  long nextPosition() {
    return nextPosition;
  }
}
