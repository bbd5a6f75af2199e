package org.sunshineledger.ledger.log.seal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.TileReader;
import org.sunshineledger.ledger.log.Tiles;

/**
 * The right edge of the log: the partial tile of each level, at most 8 kB each. Enough to go on and
 * to know the root; it never changes, growing makes a new one.
 *
 * @param tiles those of {@link Tiles#edge}
 */
record Edge(long size, Map<TilePath, byte[]> tiles) {

  static final Edge EMPTY = new Edge(0, Map.of());

  private static final int HASH = MerkleTree.HASH_BYTES;

  /**
   * What came of growing.
   *
   * @param edge the new one
   * @param written the tiles that are new or longer than before
   */
  record Growth(Edge edge, Map<TilePath, byte[]> written) {}

  static Edge read(long size, TileReader tiles) {
    List<TilePath> edge = Tiles.edge(size);
    return new Edge(size, edge.isEmpty() ? Map.of() : tiles.tiles(edge));
  }

  /** Whether all of it could be read. */
  boolean isWhole() {
    return Tiles.edge(size).stream()
        .allMatch(tile -> {
          byte[] hashes = tiles.get(tile);
          return hashes != null && hashes.length == tile.width() * HASH;
        });
  }

  /** Hashed anew from the tiles. */
  byte[] rootHash() {
    TileReader reader = _ -> tiles;
    return reader.ofSize(size).root(size);
  }

  /** With these leaves on the right. */
  Growth grow(List<byte[]> leafHashes) {
    Growing growing = new Growing();
    for (byte[] leafHash : leafHashes) growing.add(0, leafHash);
    return growing.end(size + leafHashes.size());
  }

  private byte[] known(TilePath tile) {
    return Objects.requireNonNull(tiles.get(tile), tile::toString);
  }

  private final class Growing {

    private final Map<TilePath, byte[]> written = new HashMap<>();
    private final Map<Integer, byte[]> open = new HashMap<>();
    private final Map<Integer, Long> count = new HashMap<>();

    void add(int level, byte[] hash) {
      long place = count.computeIfAbsent(level, each -> Tiles.hashes(each, size));
      byte[] tile = open.computeIfAbsent(level, each -> begun(each, place));
      int at = (int) (place % TilePath.FULL);
      System.arraycopy(hash, 0, tile, at * HASH, HASH);
      count.put(level, place + 1);
      if (at + 1 < TilePath.FULL) return;
      written.put(new TilePath(level, place / TilePath.FULL, TilePath.FULL), tile);
      open.remove(level);
      add(level + 1, TileReader.rootOf(tile, 0, TilePath.FULL));
    }

    /** What the edge already has of the tile at this place. */
    private byte[] begun(int level, long place) {
      byte[] tile = new byte[TilePath.FULL * HASH];
      int width = (int) (place % TilePath.FULL);
      if (width == 0) return tile;
      byte[] before = known(new TilePath(level, place / TilePath.FULL, width));
      System.arraycopy(before, 0, tile, 0, width * HASH);
      return tile;
    }

    Growth end(long newSize) {
      Map<TilePath, byte[]> edge = new HashMap<>();
      for (TilePath tile : Tiles.edge(newSize)) {
        byte[] hashes = open.get(tile.level());
        if (hashes == null) {
          // Nothing came to this level.
          edge.put(tile, known(tile));
        } else {
          byte[] cut = Arrays.copyOf(hashes, tile.width() * HASH);
          edge.put(tile, cut);
          written.put(tile, cut);
        }
      }
      return new Growth(new Edge(newSize, edge), written);
    }
  }
}
