package org.sunshineledger.ledger.fsck;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The check did not come to an end, so nothing is known. The message is one sentence. */
public final class CouldNotCheck extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String NO_SUCH_TABLE = "42P01";
  private static final String NO_SUCH_COLUMN = "42703";
  private static final String CONNECTION = "08";
  private static final String LOGIN = "28";

  CouldNotCheck(String why, @Nullable Throwable cause) {
    super(why, cause);
  }

  /** Does not repeat the database's words, which may quote values. */
  static CouldNotCheck because(SQLException cause) {
    String state = String.valueOf(cause.getSQLState());
    String why =
        switch (state) {
          case NO_SUCH_TABLE, NO_SUCH_COLUMN -> "The database does not have this version's schema.";
          case String unreachable
              when unreachable.startsWith(CONNECTION) || unreachable.startsWith(LOGIN) ->
              "The database cannot be reached (SQL state %s).".formatted(state);
          default -> "The database could not be read (SQL state %s).".formatted(state);
        };
    return new CouldNotCheck(why, cause);
  }
}
