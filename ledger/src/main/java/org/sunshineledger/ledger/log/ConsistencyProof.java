package org.sunshineledger.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * That a tree is the beginning of a larger one: PROOF of RFC 6962 section 2.1.2. From size 0 there
 * is nothing to prove, and from a size to itself neither: the proof is empty.
 *
 * @param from the smaller size
 * @param to the larger size, or the same
 * @param hashes at most 63
 */
public record ConsistencyProof(long from, long to, List<byte[]> hashes) {

  public ConsistencyProof {
    requireOrder(from, to);
    hashes = Hashes.require(hashes);
  }

  private static void requireOrder(long from, long to) {
    if (from < 0 || from > to)
      throw new IllegalArgumentException("from a tree of %d to one of %d".formatted(from, to));
  }

  /**
   * Makes the proof.
   *
   * @throws IllegalArgumentException unless 0 &lt;= from &lt;= to
   */
  public static ConsistencyProof of(long from, long to, HashReader reader) {
    requireOrder(from, to);
    List<long[]> ranges = new ArrayList<>();
    if (from > 0 && from < to) {
      long begin = 0;
      long end = to;
      while (end > from) {
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (from <= middle) {
          ranges.add(new long[] {middle, end});
          end = middle;
        } else {
          ranges.add(new long[] {begin, middle});
          begin = middle;
        }
      }
      // What is left is a full subtree of both; where it is all of the old tree its root is known.
      if (begin > 0) ranges.add(new long[] {begin, end});
      Collections.reverse(ranges);
    }
    return new ConsistencyProof(from, to, Hashes.ofRanges(ranges, reader));
  }

  /** Whether it leads from one root to the other: RFC 9162 section 2.1.4.2. */
  public boolean proves(byte[] fromRoot, byte[] toRoot) {
    if (fromRoot.length != MerkleTree.HASH_BYTES || toRoot.length != MerkleTree.HASH_BYTES)
      return false;
    if (from == to) return hashes.isEmpty() && Arrays.equals(fromRoot, toRoot);
    if (from == 0) return hashes.isEmpty() && Arrays.equals(fromRoot, MerkleTree.emptyRootHash());
    if (hashes.isEmpty()) return false;
    List<byte[]> path = hashes;
    if (Long.bitCount(from) == 1) {
      path = new ArrayList<>(hashes);
      path.addFirst(fromRoot);
    }
    long fn = from - 1;
    long sn = to - 1;
    while ((fn & 1) == 1) {
      fn >>>= 1;
      sn >>>= 1;
    }
    byte[] fr = path.getFirst();
    byte[] sr = fr;
    for (byte[] c : path.subList(1, path.size())) {
      if (sn == 0) return false;
      if ((fn & 1) == 1 || fn == sn) {
        fr = MerkleTree.nodeHash(c, fr);
        sr = MerkleTree.nodeHash(c, sr);
        while (fn != 0 && (fn & 1) == 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        sr = MerkleTree.nodeHash(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(fr, fromRoot) && Arrays.equals(sr, toRoot);
  }
}
