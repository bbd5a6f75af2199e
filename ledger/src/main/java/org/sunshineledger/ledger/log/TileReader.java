package org.sunshineledger.ledger.log;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Gives tiles of hashes: from a database, over HTTP, from files. */
@FunctionalInterface
public interface TileReader {

  /** The bytes of these tiles, 32 times their width each; all are asked for at once. */
  Map<TilePath, byte[]> tiles(Collection<TilePath> tiles);

  /**
   * Reads nodes of a log of this size from its tiles. What is read is as true as the tiles are: a
   * proof made of it still has to be verified.
   */
  default HashReader ofSize(long size) {
    return nodes -> {
      Set<TilePath> wanted = new LinkedHashSet<>();
      for (TreeNode node : nodes) wanted.add(tileOf(node, size));
      Map<TilePath, byte[]> tiles = new HashMap<>(wanted.isEmpty() ? Map.of() : tiles(wanted));
      return nodes.stream().map(node -> in(tiles, node, size)).toList();
    };
  }

  private static TilePath tileOf(TreeNode node, long size) {
    return Tiles.holding(
        node.level() / TilePath.HEIGHT, node.index() << node.level() % TilePath.HEIGHT, size);
  }

  private static byte[] in(Map<TilePath, byte[]> tiles, TreeNode node, long size) {
    TilePath tile = tileOf(node, size);
    byte[] hashes = tiles.get(tile);
    if (hashes == null || hashes.length != tile.width() * MerkleTree.HASH_BYTES)
      throw new IllegalStateException("there is no sound " + tile);
    int height = node.level() % TilePath.HEIGHT;
    int from = (int) ((node.index() << height) - tile.first());
    return rootOf(hashes, from, 1 << height);
  }

  /** The root over some of the hashes of a tile, a power of two of them. */
  static byte[] rootOf(byte[] hashes, int from, int count) {
    if (count == 1)
      return Arrays.copyOfRange(
          hashes, from * MerkleTree.HASH_BYTES, (from + 1) * MerkleTree.HASH_BYTES);
    int half = count / 2;
    return MerkleTree.nodeHash(rootOf(hashes, from, half), rootOf(hashes, from + half, half));
  }
}
