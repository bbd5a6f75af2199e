package org.sunshineledger.ledger.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether something failed only because there is no database to ask just now. */
public final class DatabaseAway {

  /**
   * No connection or a broken one, a server that only reads as a standby does, one that stops,
   * crashes or starts, and one that takes no more sessions.
   */
  private static final List<String> STATES = List.of("08", "25006", "57P0", "53300");

  private DatabaseAway() {}

  /** Looks through what it was caused by. */
  public static boolean isBehind(@Nullable Throwable failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      // A pool that got no connection in time; why, it need not know.
      if (each instanceof SQLTransientConnectionException) return true;
      if (each instanceof SQLException told
          && STATES.stream().anyMatch(String.valueOf(told.getSQLState())::startsWith)) return true;
    }
    return false;
  }
}
