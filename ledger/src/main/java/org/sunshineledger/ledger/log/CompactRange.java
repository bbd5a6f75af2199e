package org.sunshineledger.ledger.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The right edge of a growing tree: the roots of its full subtrees, at most 63 hashes whatever the
 * size. Enough to append and to know the root. For one thread.
 */
public final class CompactRange {

  /** The smallest subtree first. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long size;

  /** A tree that grows by itself from here on. */
  public CompactRange copy() {
    CompactRange copy = new CompactRange();
    copy.subtrees.addAll(subtrees);
    copy.size = size;
    return copy;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /**
   * Adds a leaf on the right.
   *
   * @param leafHash 32 bytes; not copied
   */
  public void append(byte[] leafHash) {
    if (leafHash.length != MerkleTree.HASH_BYTES)
      throw new IllegalArgumentException("a leaf hash of " + leafHash.length + " bytes");
    byte[] subtree = leafHash;
    // Each one bit at the end of the size is a full subtree that has found its right half.
    for (long full = size; (full & 1) == 1; full >>= 1)
      subtree = MerkleTree.nodeHash(subtrees.pop(), subtree);
    subtrees.push(subtree);
    size++;
  }

  /** The root of the tree as it is: MTH of RFC 6962 section 2.1. */
  public byte[] rootHash() {
    if (subtrees.isEmpty()) return MerkleTree.emptyRootHash();
    Iterator<byte[]> upwards = subtrees.iterator();
    byte[] root = upwards.next();
    while (upwards.hasNext()) root = MerkleTree.nodeHash(upwards.next(), root);
    return root.clone();
  }

  /** Size and root together. */
  public TreeHead head() {
    return TreeHead.of(size, rootHash());
  }
}
