package org.sunshineledger.ledger.journal;

/** A stream that was read to decide has moved on since. Decide again. */
public final class Conflict extends AppendRefused {

  private static final long serialVersionUID = 1L;

  private final String stream;

  Conflict(String stream, long expected, long found) {
    super("%s is at sequence %d, not %d as when it was read".formatted(stream, found, expected));
    this.stream = stream;
  }

  public String stream() {
    return stream;
  }
}
