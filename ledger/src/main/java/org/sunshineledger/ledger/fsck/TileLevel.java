package org.sunshineledger.ledger.fsck;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.TileReader;
import org.sunshineledger.ledger.log.Tiles;

/**
 * One level of tiles against the hashes that come up to it, one tile in memory.
 *
 * <p>A hash is right when it follows from the facts, or from what is stored right below it: where
 * that differs, it is what is wrong, and is named there. So one change has one finding, and not one
 * on each level.
 */
final class TileLevel {

  private static final int HASH = MerkleTree.HASH_BYTES;

  /** Takes the hashes of the lowest level in order, as they are stored. */
  @FunctionalInterface
  interface Leaves {

    /** Each null where it is not known. */
    void next(byte @Nullable [] derived, byte @Nullable [] stored) throws SQLException;
  }

  /** The hashes of a tile as somebody says they are. */
  private static final class Said {

    private final byte[] hashes = new byte[TilePath.FULL * HASH];
    private final BitSet known = new BitSet(TilePath.FULL);

    void put(int at, byte @Nullable [] hash) {
      if (hash == null || hash.length != HASH) return;
      System.arraycopy(hash, 0, hashes, at * HASH, HASH);
      known.set(at);
    }

    byte @Nullable [] at(int at) {
      return known.get(at) ? Arrays.copyOfRange(hashes, at * HASH, (at + 1) * HASH) : null;
    }

    boolean is(int at, byte[] tile) {
      return known.get(at)
          && Arrays.equals(hashes, at * HASH, (at + 1) * HASH, tile, at * HASH, (at + 1) * HASH);
    }

    byte @Nullable [] root() {
      return known.cardinality() == TilePath.FULL
          ? TileReader.rootOf(hashes, 0, TilePath.FULL)
          : null;
    }
  }

  private final int level;
  private final long sealed;
  private final StoredTiles stored;
  private final Findings findings;
  private final @Nullable TileLevel above;
  private final @Nullable Leaves leaves;

  private long index;
  private Said derived = new Said();
  private Said below = new Said();

  /**
   * @param size of the log
   * @param above takes the roots of full tiles; null where there is no such level
   * @param leaves is told of the lowest level; null for those above
   */
  TileLevel(
      int level,
      long size,
      StoredTiles stored,
      Findings findings,
      @Nullable TileLevel above,
      @Nullable Leaves leaves) {
    this.level = level;
    this.sealed = level < 0 ? 0 : Tiles.hashes(level, size);
    this.stored = stored;
    this.findings = findings;
    this.above = above;
    this.leaves = leaves;
  }

  /**
   * The next hash that is known; places only grow.
   *
   * @param fromFacts as it follows from the facts, or null
   * @param fromBelow as it follows from what is stored below, or null
   */
  void add(long place, byte @Nullable [] fromFacts, byte @Nullable [] fromBelow)
      throws SQLException {
    if (place >= sealed) return;
    advance(place / TilePath.FULL);
    int at = (int) (place % TilePath.FULL);
    derived.put(at, fromFacts);
    below.put(at, fromBelow);
  }

  /** Nothing more comes. */
  void end() throws SQLException {
    advance((sealed + TilePath.FULL - 1) / TilePath.FULL);
    for (StoredTiles.Tile tile = stored.next(); tile != null; tile = stored.next()) {
      superfluous(tile, 0);
      stored.take();
    }
  }

  private void advance(long target) throws SQLException {
    while (index < target) {
      skipStored();
      StoredTiles.Tile tile = stored.next();
      long next = tile == null ? Long.MAX_VALUE : tile.index();
      if (derived.known.isEmpty() && below.known.isEmpty() && next > index) {
        // Nothing is known of these: they are named once, or a hole could keep us busy for ever.
        add(Finding.Code.TILE_MISSING, 0, path());
        if (leaves != null) leaves.next(null, null);
        index = Math.min(target, next);
      } else {
        byte[] hashes = tile != null && next == index ? tile.hashes() : new byte[0];
        compare(hashes);
        if (hashes.length > 0) stored.take();
        index++;
        derived = new Said();
        below = new Said();
      }
    }
  }

  /** Only without its key a tile can be there twice. */
  private void skipStored() throws SQLException {
    for (StoredTiles.Tile tile = stored.next();
        tile != null && tile.index() < index;
        tile = stored.next()) {
      superfluous(tile, 0);
      stored.take();
    }
  }

  private void compare(byte[] tile) throws SQLException {
    int width = (int) Math.min(TilePath.FULL, sealed - index * TilePath.FULL);
    int there = Math.min(width, tile.length / HASH);
    if (there < width) add(Finding.Code.TILE_MISSING, there, path());
    if (tile.length > width * HASH) superfluous(new StoredTiles.Tile(index, tile), width);
    for (int i = 0; i < there; i++)
      if (!isRight(i, tile)) {
        add(Finding.Code.TILE_DIFFERS, i, path());
        break;
      }
    if (leaves != null)
      for (int i = 0; i < width; i++)
        leaves.next(
            derived.at(i), i < there ? Arrays.copyOfRange(tile, i * HASH, (i + 1) * HASH) : null);
    if (above == null || width < TilePath.FULL) return;
    byte[] root = derived.root();
    boolean same = there == width && Arrays.equals(derived.hashes, tile);
    byte[] storedRoot =
        there < width ? null : same && root != null ? root : TileReader.rootOf(tile, 0, width);
    above.add(index, root, storedRoot);
  }

  private boolean isRight(int at, byte[] tile) {
    return derived.is(at, tile)
        || below.is(at, tile)
        || !(derived.known.get(at) || below.known.get(at));
  }

  private void superfluous(StoredTiles.Tile tile, int from) {
    findings.add(
        new Finding(
            Finding.Code.TILE_SUPERFLUOUS,
            position(tile.index(), from),
            path(tile.index(), Math.clamp(tile.hashes().length / HASH, 1, TilePath.FULL))));
  }

  private void add(Finding.Code code, int at, String path) {
    findings.add(new Finding(code, position(index, at), path));
  }

  private String path() {
    return path(index, (int) Math.min(TilePath.FULL, sealed - index * TilePath.FULL));
  }

  private String path(long of, int width) {
    try {
      if (level >= 0) return new TilePath(level, of, width).toString();
    } catch (IllegalArgumentException e) {
      // A number no tile has.
    }
    return "tile %d of level %d".formatted(of, level);
  }

  /** Of the first fact under a hash; null where no fact can be. */
  private @Nullable Long position(long of, int at) {
    try {
      long place = Math.addExact(Math.multiplyExact(of, TilePath.FULL), at);
      for (int i = 0; i < level; i++) place = Math.multiplyExact(place, TilePath.FULL);
      return place < 0 ? null : place;
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
