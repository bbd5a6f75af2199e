package org.sunshineledger.projections.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Lines for PostgreSQL's {@code COPY … FROM STDIN} in its text format. */
final class CopyText {

  private static final int ENOUGH = 1 << 20;

  private final StringBuilder lines = new StringBuilder();
  private boolean atBegin = true;

  /** Whether it is time to send. */
  boolean isEnough() {
    return lines.length() >= ENOUGH;
  }

  CopyText text(@Nullable String value) {
    begin();
    if (value == null) {
      lines.append("\\N");
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '\\' -> lines.append("\\\\");
        case '\t' -> lines.append("\\t");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        default -> lines.append(each);
      }
    }
    return this;
  }

  CopyText number(long value) {
    begin();
    lines.append(value);
    return this;
  }

  CopyText day(LocalDate value) {
    begin();
    lines.append(value);
    return this;
  }

  CopyText truth(boolean value) {
    begin();
    lines.append(value ? 't' : 'f');
    return this;
  }

  private void begin() {
    if (!atBegin) lines.append('\t');
    atBegin = false;
  }

  void endLine() {
    lines.append('\n');
    atBegin = true;
  }

  /**
   * Sends the lines, in the connection's transaction, and goes on without them.
   *
   * @param into table and columns
   */
  void send(Connection connection, String into) throws SQLException {
    if (lines.isEmpty()) return;
    byte[] bytes = lines.toString().getBytes(UTF_8);
    lines.setLength(0);
    try {
      long _ =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + into + " from stdin", new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new SQLException("the lines were not sent", e);
    }
  }
}
