package org.sunshineledger.ledger.log;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which tiles a log has, by its size. Tile n of level l holds the roots of 256 full subtrees of
 * 256^l leaves each; what is not yet a full subtree below is not hashed up.
 */
public final class Tiles {

  /** 256^8 leaves are more than a size can say. */
  private static final int LEVELS = 8;

  private Tiles() {}

  /** How many hashes there are at a level of tiles; for entries as for level 0. */
  public static long hashes(int level, long size) {
    return level >= LEVELS ? 0 : size >>> (TilePath.HEIGHT * Math.max(level, 0));
  }

  /** Whether a log of this size has all that is in the tile. */
  public static boolean covers(long size, TilePath tile) {
    return tile.first() <= hashes(tile.level(), size) - tile.width();
  }

  /**
   * The tile that holds the hash at this place of a level, as wide as it is at this size.
   *
   * @throws IllegalArgumentException when the log has no such hash
   */
  public static TilePath holding(int level, long place, long size) {
    long hashes = hashes(level, size);
    if (place < 0 || place >= hashes)
      throw new IllegalArgumentException(
          "no hash %d at level %d of a log of size %d".formatted(place, level, size));
    long index = place >>> TilePath.HEIGHT;
    return new TilePath(
        level, index, (int) Math.min(TilePath.FULL, hashes - (index << TilePath.HEIGHT)));
  }

  /** All hash tiles, level by level, full ones before the partial one. */
  public static Stream<TilePath> all(long size) {
    return IntStream.range(0, LEVELS).boxed().flatMap(level -> ofLevel(level, size));
  }

  /** All bundles of entries. */
  public static Stream<TilePath> bundles(long size) {
    return ofLevel(TilePath.ENTRIES, size);
  }

  private static Stream<TilePath> ofLevel(int level, long size) {
    long hashes = hashes(level, size);
    return LongStream.iterate(0, place -> place < hashes, place -> place + TilePath.FULL)
        .mapToObj(place -> holding(level, place, size));
  }

  /** The partial tiles: at most one a level, lowest first. With them alone the root is known. */
  public static List<TilePath> edge(long size) {
    List<TilePath> edge = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      long hashes = hashes(level, size);
      if (hashes % TilePath.FULL != 0) edge.add(holding(level, hashes - 1, size));
    }
    return edge;
  }
}
