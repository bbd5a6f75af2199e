package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.StoredFact;

/** All rows in order of position, by a bare cursor in the transaction of its connection. */
final class Rows implements AutoCloseable {

  private static final int PAGE_ROWS = 2_000;

  /**
   * A larger detail is fetched by itself: two thousand of 1 MiB would not fit. A page weighs at
   * most twice {@link #PAGE_BYTES}.
   */
  private static final int INLINE_BYTES = 4_096;

  private static final int PAGE_BYTES = PAGE_ROWS * INLINE_BYTES;

  private final PreparedStatement large;
  private final PreparedStatement all;
  private final ResultSet rows;

  Rows(Connection snapshot) throws SQLException {
    large = binary(snapshot, "select detail from journal.event where position = ?");
    all =
        binary(
            snapshot,
            """
            select position, recorded_at, id, stream, sequence, type, salt,
              case when octet_length(detail) <= %d then detail end, octet_length(detail), leaf
            from journal.event order by position
            """
                .formatted(INLINE_BYTES));
    all.setFetchSize(PAGE_ROWS);
    rows = all.executeQuery();
  }

  private static PreparedStatement binary(Connection snapshot, String sql) throws SQLException {
    PreparedStatement statement = snapshot.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    return statement;
  }

  /** The next rows; empty at the end. */
  List<Row> page() throws SQLException {
    List<Row> page = new ArrayList<>(PAGE_ROWS);
    long bytes = 0;
    while (page.size() < PAGE_ROWS && bytes < PAGE_BYTES && rows.next()) {
      Row row = row();
      page.add(row);
      if (row.fact() != null) bytes += row.fact().detail().length;
    }
    return page;
  }

  private Row row() throws SQLException {
    long position = rows.getLong(1);
    OffsetDateTime recordedAt = rows.getObject(2, OffsetDateTime.class);
    UUID id = rows.getObject(3, UUID.class);
    String stream = rows.getString(4);
    long sequence = rows.getLong(5);
    boolean hasSequence = !rows.wasNull();
    String type = rows.getString(6);
    byte[] salt = rows.getBytes(7);
    byte[] detail = detail(position);
    byte[] leaf = rows.getBytes(10);
    return recordedAt == null
            || id == null
            || stream == null
            || !hasSequence
            || type == null
            || salt == null
            || detail == null
        ? new Row(position, null, leaf)
        : new Row(
            position,
            new StoredFact(
                position, recordedAt.toInstant(), id, stream, sequence, type, salt, detail),
            leaf);
  }

  private byte @Nullable [] detail(long position) throws SQLException {
    byte[] inline = rows.getBytes(8);
    int bytes = rows.getInt(9);
    if (inline != null || rows.wasNull() || bytes > Append.MAX_DETAIL_BYTES) return inline;
    large.setLong(1, position);
    try (ResultSet row = large.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  @Override
  public void close() throws SQLException {
    try (large;
        all) {
      rows.close();
    }
  }
}
