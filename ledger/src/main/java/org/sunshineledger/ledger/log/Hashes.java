package org.sunshineledger.ledger.log;

import java.util.List;

/** What both kinds of proofs are made of. */
final class Hashes {

  /** A tree of 2^63 leaves has no longer proof; a longer one is refused before it is hashed. */
  static final int MOST = 63;

  private Hashes() {}

  /** A copy of the list. The hashes are not copied: nobody writes into them. */
  static List<byte[]> require(List<byte[]> hashes) {
    if (hashes.size() > MOST)
      throw new IllegalArgumentException("a proof of " + hashes.size() + " hashes");
    for (byte[] hash : hashes)
      if (hash.length != MerkleTree.HASH_BYTES)
        throw new IllegalArgumentException("a hash of " + hash.length + " bytes");
    return List.copyOf(hashes);
  }

  /** One hash for each range of leaves, all nodes read at once. */
  static List<byte[]> ofRanges(List<long[]> ranges, HashReader reader) {
    List<List<TreeNode>> nodes =
        ranges.stream().map(range -> TreeNode.of(range[0], range[1])).toList();
    List<byte[]> read = reader.hashes(nodes.stream().flatMap(List::stream).toList());
    int[] next = {0};
    return nodes.stream()
        .map(of -> {
          List<byte[]> subtrees = read.subList(next[0], next[0] + of.size());
          next[0] += of.size();
          return TreeNode.hash(subtrees);
        })
        .toList();
  }
}
