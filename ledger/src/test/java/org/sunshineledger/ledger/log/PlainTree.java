package org.sunshineledger.ledger.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** RFC 6962 section 2.1, word for word over a list of leaf hashes: slow, and plainly right. */
public final class PlainTree {

  private PlainTree() {}

  public static byte[] root(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 0) return MerkleTree.emptyRootHash();
    if (n == 1) return leaves.getFirst();
    int k = Integer.highestOneBit(n - 1);
    return MerkleTree.nodeHash(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  public static List<byte[]> path(int m, List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 1) return List.of();
    int k = Integer.highestOneBit(n - 1);
    return m < k
        ? and(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
        : and(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
  }

  public static List<byte[]> proof(int m, List<byte[]> leaves) {
    return m == 0 ? List.of() : subproof(m, leaves, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean whole) {
    int n = leaves.size();
    if (m == n) return whole ? List.of() : List.of(root(leaves));
    int k = Integer.highestOneBit(n - 1);
    return m <= k
        ? and(subproof(m, leaves.subList(0, k), whole), root(leaves.subList(k, n)))
        : and(subproof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
  }

  private static List<byte[]> and(List<byte[]> path, byte[] hash) {
    return Stream.concat(path.stream(), Stream.of(hash)).toList();
  }

  /** The hashes of a tile as C2SP tlog-tiles defines them, over all leaves of the log. */
  public static byte[] tile(TilePath tile, List<byte[]> leaves) {
    int under = 1 << (8 * tile.level());
    byte[] hashes = new byte[tile.width() * MerkleTree.HASH_BYTES];
    for (int i = 0; i < tile.width(); i++) {
      int from = (int) (tile.first() + i) * under;
      System.arraycopy(
          root(leaves.subList(from, from + under)),
          0,
          hashes,
          i * MerkleTree.HASH_BYTES,
          MerkleTree.HASH_BYTES);
    }
    return hashes;
  }

  /** Tiles made by the definition when they are asked for. */
  public static TileReader tiles(List<byte[]> leaves) {
    return wanted -> {
      var found = new HashMap<TilePath, byte[]>();
      for (TilePath each : wanted) found.put(each, tile(each, leaves));
      return found;
    };
  }

  /** Leaf hashes of entries that are their numbers. */
  public static List<byte[]> numbered(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++)
      leaves.add(MerkleTree.leafHash(new byte[] {(byte) (i >>> 8), (byte) i}));
    return leaves;
  }
}
