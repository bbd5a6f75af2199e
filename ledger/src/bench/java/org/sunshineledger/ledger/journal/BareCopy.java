package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code COPY} of facts that are encoded already, without asking or numbering anything. */
public final class BareCopy {

  private BareCopy() {}

  /** Copies and commits. */
  public static void into(String table, Connection connection, List<StoredFact> facts)
      throws SQLException {
    connection.setAutoCommit(false);
    try (BinaryCopy rows =
        new BinaryCopy(
            connection,
            "copy %s (position, recorded_at, id, stream, sequence, type, salt, detail, leaf) from stdin (format binary)"
                .formatted(table))) {
      for (StoredFact fact : facts)
        rows.row(9)
            .bigint(fact.position())
            .timestamp(fact.recordedAt())
            .uuid(fact.id())
            .text(fact.stream())
            .bigint(fact.sequence())
            .text(fact.type())
            .bytea(fact.salt())
            .bytea(fact.detail())
            .bytea(fact.leaf());
      rows.end();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
