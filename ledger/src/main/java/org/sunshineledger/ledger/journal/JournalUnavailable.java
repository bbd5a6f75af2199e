package org.sunshineledger.ledger.journal;

import java.time.Duration;

/**
 * The journal takes nothing just now: it is overloaded, out of reach, or its clock went backwards.
 */
public final class JournalUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public JournalUnavailable(String why, Duration retryAfter) {
    super(why);
    this.retryAfter = retryAfter;
  }

  /** When it is worth asking again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
