package org.sunshineledger.ledger.log;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log was at one size, short enough to be written down. Whoever keeps it can tell later
 * whether the first {@code size} entries are still the same.
 *
 * @param size number of leaves, from 0
 * @param rootHash 32 bytes in base64 with padding, 44 characters, as in checkpoints
 */
public record TreeHead(long size, String rootHash) {

  /** No sign, no leading zero: one head has one form. */
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,17}):([A-Za-z0-9+/]{43}=)");

  public TreeHead {
    if (size < 0) throw new IllegalArgumentException("a tree of size " + size);
    if (!isHash(rootHash))
      throw new IllegalArgumentException("a root is 32 bytes in base64, 44 characters");
  }

  /** Of 32 bytes. */
  public static TreeHead of(long size, byte[] rootHash) {
    return new TreeHead(size, Base64.getEncoder().encodeToString(rootHash));
  }

  /**
   * Reads {@code <size>:<root>}, as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException when it is not exactly that; the message says how it looks
   */
  public static TreeHead parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !isHash(parts.group(2)))
      throw new IllegalArgumentException(
          "a size and a root look like 259285:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    return new TreeHead(Long.parseLong(parts.group(1)), parts.group(2));
  }

  /** Base64 leaves two bits of the last character unused; they must be zero. */
  private static boolean isHash(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == MerkleTree.HASH_BYTES
          && Base64.getEncoder().encodeToString(bytes).equals(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** {@code <size>:<root>}. */
  @Override
  public String toString() {
    return size + ":" + rootHash;
  }
}
