package org.sunshineledger.ledger.log;

import java.util.List;

/** Gives the hashes of full subtrees of a log. */
@FunctionalInterface
public interface HashReader {

  /**
   * The hashes of these nodes, in their order, 32 bytes each; all are asked for at once, so that a
   * store need be asked only once.
   */
  List<byte[]> hashes(List<TreeNode> nodes);

  /** The root of the first {@code size} leaves: MTH of RFC 6962 section 2.1. */
  default byte[] root(long size) {
    if (size < 0) throw new IllegalArgumentException("a tree of size " + size);
    return TreeNode.hash(hashes(TreeNode.of(0, size)));
  }
}
