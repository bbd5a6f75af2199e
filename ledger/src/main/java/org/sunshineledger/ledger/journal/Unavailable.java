package org.sunshineledger.ledger.journal;

import java.sql.SQLException;
import java.time.Duration;

/** Speaks of a database error without repeating it: its text may quote values. */
final class Unavailable {

  static final Duration SOON = Duration.ofSeconds(1);

  private Unavailable() {}

  static JournalUnavailable because(String what, SQLException cause) {
    return new JournalUnavailable("%s (SQL state %s)".formatted(what, cause.getSQLState()), SOON);
  }
}
