package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, written as 64 lower-case hexadecimal digits. */
public record Sha256(@JsonValue String hex) {

  private static final int DIGITS = 64;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Sha256 {
    if (!isDigest(hex))
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: " + hex);
  }

  /** By hand: a fact has a dozen of them, and is read by every view. */
  private static boolean isDigest(String hex) {
    if (hex.length() != DIGITS) return false;
    for (int i = 0; i < DIGITS; i++) {
      char digit = hex.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) return false;
    }
    return true;
  }

  /** Digest of the parts one after the other. */
  public static Sha256 of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) digest.update(part);
      return new Sha256(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
