package org.sunshineledger.ledger.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Up to 256 entries one after the other, each behind its length in two bytes, the higher first, as
 * in C2SP tlog-tiles.
 */
public final class EntryBundle {

  /** What two bytes can say. */
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  private EntryBundle() {}

  /**
   * Writes a bundle.
   *
   * @throws IllegalArgumentException when there are more than 256, or none, or one is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TilePath.FULL)
      throw new IllegalArgumentException("a bundle of " + entries.size() + " entries");
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES)
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      bundle.write(entry.length >>> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * Reads a bundle.
   *
   * @throws IllegalArgumentException when it is cut off, empty, or has more than 256 entries
   */
  public static List<byte[]> decode(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    for (int at = 0; at < bundle.length; ) {
      if (bundle.length - at < 2) throw new IllegalArgumentException("a bundle that is cut off");
      int length = ((bundle[at] & 0xFF) << 8) | (bundle[at + 1] & 0xFF);
      at += 2;
      if (bundle.length - at < length)
        throw new IllegalArgumentException("a bundle that is cut off");
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    if (entries.isEmpty() || entries.size() > TilePath.FULL)
      throw new IllegalArgumentException("a bundle of " + entries.size() + " entries");
    return entries;
  }
}
