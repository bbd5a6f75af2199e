package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The tiles of one level in their order, one in memory at a time. */
final class StoredTiles implements LogCheck.Cursor {

  /** 8 kB each. */
  private static final int FETCHED_AT_ONCE = 32;

  /**
   * A row as it was found.
   *
   * @param hashes empty where the column is
   */
  record Tile(long index, byte[] hashes) {}

  private final PreparedStatement statement;
  private final ResultSet rows;
  private @Nullable Tile next;

  StoredTiles(Connection snapshot, int level) throws SQLException {
    statement =
        snapshot.prepareStatement(
            "select index, hashes from log.tile where level = ? order by index");
    statement.setInt(1, level);
    statement.setFetchSize(FETCHED_AT_ONCE);
    rows = statement.executeQuery();
    take();
  }

  /** The next one, which stays the next; null at the end. */
  @Nullable Tile next() {
    return next;
  }

  /** Goes on to the one after it. */
  void take() throws SQLException {
    if (!rows.next()) {
      next = null;
      return;
    }
    byte[] hashes = rows.getBytes(2);
    next = new Tile(rows.getLong(1), hashes == null ? new byte[0] : hashes);
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      rows.close();
    }
  }
}
