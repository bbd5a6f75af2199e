package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A log by the plain definition of RFC 6962 and tlog-tiles: slow, and plainly right. */
final class MadeLog {

  static final String ORIGIN = Signer.LOG.name();
  static final long COSIGNED = 1_767_225_600;

  private final List<byte[]> entries;
  private final List<byte[]> leafHashes;

  MadeLog(List<byte[]> entries) {
    this.entries = entries;
    this.leafHashes = entries.stream().map(entry -> sha256(new byte[] {0}, entry)).toList();
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) digest.update(part);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int size() {
    return entries.size();
  }

  MadeLog first(int size) {
    return new MadeLog(entries.subList(0, size));
  }

  /** MTH(D[from:to]). */
  private byte[] root(int from, int to) {
    int n = to - from;
    if (n == 0) return sha256();
    if (n == 1) return leafHashes.get(from);
    int k = Integer.highestOneBit(n - 1);
    return sha256(new byte[] {1}, root(from, from + k), root(from + k, to));
  }

  String root() {
    return Base64.getEncoder().encodeToString(root(0, size()));
  }

  String text() {
    return ORIGIN + "\n" + size() + "\n" + root() + "\n";
  }

  byte[] checkpoint(Signer... signers) {
    return checkpoint(text(), signers);
  }

  static byte[] checkpoint(String text, Signer... signers) {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (Signer signer : signers) note.append(signer.line(text, COSIGNED));
    return note.toString().getBytes(UTF_8);
  }

  /** The path of a tile that holds {@code width} of 256. */
  static String path(String level, int n, int width) {
    String digits = String.format(Locale.ROOT, "%03d", n);
    digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
    StringBuilder path = new StringBuilder("tile/" + level);
    for (int i = 0; i < digits.length(); i += 3)
      path.append(i + 3 < digits.length() ? "/x" : "/").append(digits, i, i + 3);
    return path + (width < 256 ? ".p/" + width : "");
  }

  /** Every tile and bundle, by the path under the log's prefix. */
  Map<String, byte[]> tiles() {
    Map<String, byte[]> tiles = new LinkedHashMap<>();
    for (int level = 0, of = 1; size() / of > 0; level++, of *= 256) {
      int count = size() / of;
      for (int n = 0; n * 256 < count; n++) {
        int width = Math.min(256, count - n * 256);
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        for (int i = 0; i < width; i++)
          tile.writeBytes(root((n * 256 + i) * of, (n * 256 + i + 1) * of));
        tiles.put(path(Integer.toString(level), n, width), tile.toByteArray());
        if (level == 0) tiles.put(path("entries", n, width), bundle(n, width));
      }
    }
    return tiles;
  }

  private byte[] bundle(int n, int width) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries.subList(n * 256, n * 256 + width)) {
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /** What of {@link #tiles} proves these bundles and no more. */
  Map<String, byte[]> tilesFor(List<Integer> bundles) {
    Map<String, byte[]> all = tiles();
    Map<String, byte[]> some = new LinkedHashMap<>();
    for (int n : bundles) keep(path("entries", n, width(0, n)), all, some);
    for (int level = 0, of = 1; size() / of > 0; level++, of *= 256) {
      int count = size() / of;
      for (int bundle : bundles) {
        int n = bundle * 256 / of / 256;
        if (n * 256 < count) keep(path(Integer.toString(level), n, width(level, n)), all, some);
      }
      if (count % 256 != 0)
        keep(path(Integer.toString(level), count / 256, count % 256), all, some);
    }
    return some;
  }

  private int width(int level, int n) {
    return Math.min(256, (size() >> (8 * level)) - n * 256);
  }

  private static void keep(String path, Map<String, byte[]> all, Map<String, byte[]> some) {
    byte[] tile = all.get(path);
    if (tile == null) throw new IllegalStateException("no " + path);
    some.put(path, tile);
  }
}
