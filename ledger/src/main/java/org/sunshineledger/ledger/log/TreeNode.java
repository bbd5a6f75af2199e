package org.sunshineledger.ledger.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A full subtree: the leaves from {@code index << level}, 2^{@code level} of them. Such a node
 * never changes again.
 *
 * @param level 0 for a leaf, at most 62
 */
public record TreeNode(int level, long index) {

  public TreeNode {
    if (level < 0 || level > 62 || index < 0 || index > Long.MAX_VALUE >> level)
      throw new IllegalArgumentException("no node %d at level %d".formatted(index, level));
  }

  /**
   * The largest full subtrees that make up the leaves from {@code begin} to before {@code end},
   * left to right: the tree over these leaves, where they are a subtree of RFC 6962 or a whole
   * tree.
   */
  static List<TreeNode> of(long begin, long end) {
    List<TreeNode> nodes = new ArrayList<>();
    for (long at = begin; at < end; ) {
      int level = 63 - Long.numberOfLeadingZeros(end - at);
      nodes.add(new TreeNode(level, at >>> level));
      at += 1L << level;
    }
    return nodes;
  }

  /** The hash over full subtrees as {@link #of} gave them: the right ones are hashed up first. */
  static byte[] hash(List<byte[]> subtrees) {
    if (subtrees.isEmpty()) return MerkleTree.emptyRootHash();
    byte[] hash = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--)
      hash = MerkleTree.nodeHash(subtrees.get(i), hash);
    return hash;
  }
}
