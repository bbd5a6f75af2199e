package org.sunshineledger.ledger.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tile, as C2SP tlog-tiles names it: {@code tile/<L>/<N>[.p/<W>]} for hashes and {@code
 * tile/entries/<N>[.p/<W>]} for entries. One tile has one name.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index from 0
 * @param width how many hashes or entries, 1 to 256; less than 256 is a partial tile
 */
public record TilePath(int level, long index, int width) {

  /** Hashes of a full tile. */
  public static final int FULL = 256;

  /** Instead of a level: a bundle of entries. */
  public static final int ENTRIES = -1;

  /** Level of a tile, in levels of the tree. */
  static final int HEIGHT = 8;

  /** The first entry of the last tile there can be is below 2^63. */
  private static final long MOST_INDEX = Long.MAX_VALUE >> HEIGHT;

  private static final int GROUP = 1_000;
  private static final int LONGEST = 64;

  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public TilePath {
    if (level < ENTRIES || level > 63) throw new IllegalArgumentException("a level of " + level);
    if (index < 0 || index > MOST_INDEX) throw new IllegalArgumentException("a tile " + index);
    if (width < 1 || width > FULL) throw new IllegalArgumentException("a width of " + width);
  }

  /** A bundle of entries. */
  public static TilePath entries(long index, int width) {
    return new TilePath(ENTRIES, index, width);
  }

  public boolean isEntries() {
    return level == ENTRIES;
  }

  /** Full tiles never change and never go. */
  public boolean isFull() {
    return width == FULL;
  }

  /** The position of its first hash at its level, or of its first entry. */
  public long first() {
    return index << HEIGHT;
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException when it is not exactly what {@link #toString} writes
   */
  public static TilePath parse(String path) {
    Matcher parts = FORM.matcher(path);
    if (path.length() > LONGEST || !parts.matches()) throw noTile();
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    long index = 0;
    for (String group : parts.group(2).replace("x", "").split("/", -1))
      index = index * GROUP + Integer.parseInt(group);
    int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
    // 256 is written without a width, and leading groups of zeros are not written at all.
    boolean partial = parts.group(3) != null;
    if (level > 63 || index > MOST_INDEX || (partial && width >= FULL)) throw noTile();
    TilePath tile = new TilePath(level, index, width);
    if (!tile.toString().equals(path)) throw noTile();
    return tile;
  }

  private static IllegalArgumentException noTile() {
    return new IllegalArgumentException(
        "a tile looks like tile/0/x001/234, tile/1/000.p/7 or tile/entries/000");
  }

  /** {@code tile/<L>/<N>[.p/<W>]}. */
  @Override
  public String toString() {
    StringBuilder groups = new StringBuilder("%03d".formatted(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP)
      groups.insert(0, "x%03d/".formatted(rest % GROUP));
    return "tile/%s/%s%s"
        .formatted(
            isEntries() ? "entries" : Integer.toString(level),
            groups,
            isFull() ? "" : ".p/" + width);
  }
}
