package org.sunshineledger.ledger.fsck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.CompactRange;

/**
 * The tree over the facts, and from where the tiles differ from them the tree over the tiles too: a
 * checkpoint that fits either was not changed itself.
 */
final class Trees {

  private @Nullable CompactRange facts = new CompactRange();
  private @Nullable CompactRange tiles = facts;
  private long size;

  long size() {
    return size;
  }

  /** Each null where it is not known; what the tiles lack is taken from the facts. */
  void append(byte @Nullable [] fact, byte @Nullable [] tile) {
    byte[] stored = tile == null ? fact : tile;
    if (facts == tiles && (fact == null || !Arrays.equals(fact, stored)))
      tiles = facts == null ? null : facts.copy();
    if (facts != tiles) tiles = appended(tiles, stored);
    facts = appended(facts, fact);
    size++;
  }

  private static @Nullable CompactRange appended(
      @Nullable CompactRange range, byte @Nullable [] leafHash) {
    if (range == null || leafHash == null) return null;
    range.append(leafHash);
    return range;
  }

  /** False only when both are known and neither has it. */
  boolean mayHaveRoot(byte[] root) {
    if (facts == null && tiles == null) return true;
    return has(facts, root) || has(tiles, root);
  }

  private static boolean has(@Nullable CompactRange range, byte[] root) {
    return range != null && Arrays.equals(range.rootHash(), root);
  }
}
