package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * The log against the facts, while they pass by: every tile and every checkpoint. A log that is
 * behind the journal is sound, for sealing comes after.
 *
 * <p>It keeps one tile of each level, 24 kB.
 */
final class LogCheck implements AutoCloseable {

  /** As wide as the lowest tiles say the log is. */
  private static final String WIDEST =
      "select index, octet_length(hashes) from log.tile where level = 0 order by index desc limit"
          + " 1";

  private static final String LEVELS = "select level, count(*) from log.tile group by level";

  /** One of the two is sound where only one row was changed. */
  private static final String LAST =
      "select size, note from log.checkpoint order by size desc limit 2";

  /** Rows that are read one after the other. */
  interface Cursor extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private final long size;
  private final Checkpoints checkpoints;
  private final Trees trees = new Trees();
  private final List<TileLevel> levels = new ArrayList<>();
  private final List<Cursor> cursors = new ArrayList<>();
  private final long tiles;
  private long next;

  private LogCheck(
      long size,
      long tiles,
      SortedSet<Integer> numbers,
      Connection snapshot,
      List<VerifierKey> keys,
      Findings findings)
      throws SQLException {
    this.size = size;
    this.tiles = tiles;
    SignedRows rows = new SignedRows(snapshot);
    cursors.add(rows);
    this.checkpoints = new Checkpoints(rows, keys, findings);
    TileLevel above = null;
    for (int number : numbers.reversed()) {
      StoredTiles stored = new StoredTiles(snapshot, number);
      cursors.add(stored);
      above =
          new TileLevel(
              number, size, stored, findings, above, number == 0 ? this::sealedFact : null);
      levels.addFirst(above);
    }
    checkpoints.reached(0, trees);
  }

  /**
   * @param facts how many the journal has
   */
  static LogCheck open(Connection snapshot, List<VerifierKey> keys, long facts, Findings findings)
      throws SQLException {
    long size = size(snapshot, facts);
    SortedSet<Integer> numbers = new TreeSet<>();
    for (int level = 0; Tiles.hashes(level, size) > 0; level++) numbers.add(level);
    long tiles = 0;
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(LEVELS)) {
      while (row.next()) {
        numbers.add(row.getInt(1));
        tiles += row.getLong(2);
      }
    }
    return new LogCheck(size, tiles, numbers, snapshot, keys, findings);
  }

  /**
   * How far the log goes. A changed size must not make all tiles too many or too few, so what the
   * last checkpoints say, in their columns and in their notes, is held against the tiles.
   */
  private static long size(Connection snapshot, long facts) throws SQLException {
    long wide = width(snapshot);
    long size = 0;
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(LAST)) {
      while (row.next()) {
        SignedRows.Note note = SignedRows.Note.of(row.getBytes(2));
        long[] said = {row.getLong(1), note == null ? 0 : note.checkpoint().size()};
        for (long each : said) {
          if (each == wide) return each;
          if (each <= Math.max(wide, facts)) size = Math.max(size, each);
        }
      }
    }
    return size;
  }

  private static long width(Connection snapshot) throws SQLException {
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(WIDEST)) {
      if (!row.next()) return 0;
      try {
        return Math.addExact(
            Math.multiplyExact(row.getLong(1), TilePath.FULL),
            row.getInt(2) / MerkleTree.HASH_BYTES);
      } catch (ArithmeticException e) {
        return Long.MAX_VALUE;
      }
    }
  }

  /** How many facts are under it. */
  long size() {
    return size;
  }

  void append(List<FactCheck.Leaf> leaves) throws SQLException {
    if (levels.isEmpty()) return;
    TileLevel lowest = levels.getFirst();
    for (FactCheck.Leaf leaf : leaves) {
      if (leaf.position() < next || leaf.position() >= size) continue;
      next = leaf.position() + 1;
      lowest.add(leaf.position(), leaf.leafHash(), leaf.stored());
    }
  }

  /** There are no more facts. */
  void end() throws SQLException {
    for (TileLevel level : levels) level.end();
    checkpoints.end();
  }

  private void sealedFact(byte @Nullable [] derived, byte @Nullable [] stored) throws SQLException {
    trees.append(derived, stored);
    checkpoints.reached(trees.size(), trees);
  }

  Report.Log outcome() {
    return new Report.Log(size, tiles, checkpoints.count(), checkpoints.verified());
  }

  @Override
  public void close() throws SQLException {
    for (Cursor cursor : cursors) cursor.close();
  }
}
