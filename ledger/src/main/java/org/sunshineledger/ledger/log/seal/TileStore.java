package org.sunshineledger.ledger.log.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;

/** The table of hash tiles. */
final class TileStore {

  private static final String READ =
      """
      select tile.level, tile.index, tile.hashes
      from unnest(?::smallint[], ?::bigint[]) as wanted (level, index)
      join log.tile on tile.level = wanted.level and tile.index = wanted.index
      """;

  /**
   * A longer one that begins the same stays: it was written before a crash. What differs comes to
   * the trigger, which lets a tile only grow.
   */
  private static final String WRITE =
      """
      insert into log.tile as stored (level, index, hashes)
      select level, index, hashes
      from unnest(?::smallint[], ?::bigint[], ?::bytea[]) as written (level, index, hashes)
      on conflict (level, index) do update set hashes = excluded.hashes
      where substr(stored.hashes, 1, octet_length(excluded.hashes)) <> excluded.hashes
      """;

  private TileStore() {}

  /** Those of the wanted that are stored, cut to the wanted width. */
  static Map<TilePath, byte[]> read(Connection database, Collection<TilePath> wanted)
      throws SQLException {
    Map<TilePath, byte[]> stored = new HashMap<>();
    try (PreparedStatement statement = database.prepareStatement(READ)) {
      setNames(statement, List.copyOf(wanted));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          stored.put(new TilePath(row.getInt(1), row.getLong(2), TilePath.FULL), row.getBytes(3));
      }
    }
    Map<TilePath, byte[]> found = new HashMap<>();
    for (TilePath tile : wanted) {
      byte[] hashes = stored.get(new TilePath(tile.level(), tile.index(), TilePath.FULL));
      int bytes = tile.width() * MerkleTree.HASH_BYTES;
      if (hashes != null && hashes.length >= bytes) found.put(tile, Arrays.copyOf(hashes, bytes));
    }
    return found;
  }

  static void write(Connection database, Map<TilePath, byte[]> tiles) throws SQLException {
    if (tiles.isEmpty()) return;
    List<TilePath> names = List.copyOf(tiles.keySet());
    try (PreparedStatement statement = database.prepareStatement(WRITE)) {
      setNames(statement, names);
      byte[][] hashes = names.stream().map(tiles::get).toArray(byte[][]::new);
      statement.setArray(3, database.createArrayOf("bytea", hashes));
      statement.executeUpdate();
    }
  }

  private static void setNames(PreparedStatement statement, List<TilePath> tiles)
      throws SQLException {
    Connection database = statement.getConnection();
    Object[] levels = tiles.stream().map(tile -> (short) tile.level()).toArray();
    Object[] indexes = tiles.stream().map(TilePath::index).toArray();
    statement.setArray(1, database.createArrayOf("int2", levels));
    statement.setArray(2, database.createArrayOf("int8", indexes));
  }
}
