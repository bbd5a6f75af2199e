package org.sunshineledger.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * That a leaf stands at an index of a tree of that size: PATH of RFC 6962 section 2.1.1.
 *
 * @param index below the size
 * @param hashes the leaf's sibling first, the root's child last; at most 63
 */
public record InclusionProof(long index, long size, List<byte[]> hashes) {

  public InclusionProof {
    if (index < 0 || index >= size)
      throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(index, size));
    hashes = Hashes.require(hashes);
  }

  /**
   * Makes the proof.
   *
   * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
   */
  public static InclusionProof of(long index, long size, HashReader reader) {
    if (index < 0 || index >= size)
      throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(index, size));
    List<long[]> siblings = new ArrayList<>();
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long middle = begin + Long.highestOneBit(end - begin - 1);
      if (index < middle) {
        siblings.add(new long[] {middle, end});
        end = middle;
      } else {
        siblings.add(new long[] {begin, middle});
        begin = middle;
      }
    }
    Collections.reverse(siblings);
    return new InclusionProof(index, size, Hashes.ofRanges(siblings, reader));
  }

  /** Whether it leads from the leaf's hash to the root: RFC 9162 section 2.1.3.2. */
  public boolean proves(byte[] leafHash, byte[] rootHash) {
    if (leafHash.length != MerkleTree.HASH_BYTES) return false;
    long fn = index;
    long sn = size - 1;
    byte[] r = leafHash;
    for (byte[] p : hashes) {
      if (sn == 0) return false;
      if ((fn & 1) == 1 || fn == sn) {
        r = MerkleTree.nodeHash(p, r);
        while (fn != 0 && (fn & 1) == 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        r = MerkleTree.nodeHash(r, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(r, rootHash);
  }
}
