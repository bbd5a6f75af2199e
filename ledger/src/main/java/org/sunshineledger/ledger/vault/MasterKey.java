package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps all others: 32 bytes, from the environment or a key file. It is used only to
 * derive a key for each purpose.
 */
public final class MasterKey {

  private static final int BYTES = 32;

  private final byte[] key;

  private MasterKey(byte[] key) {
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @param base64 44 or 43 characters, standard or URL alphabet, with or without padding
   * @throws IllegalArgumentException when it is not 32 bytes; the message does not repeat it
   */
  public static MasterKey of(String base64) {
    byte[] key;
    try {
      key =
          Base64.getUrlDecoder()
              .decode(base64.strip().replace('+', '-').replace('/', '_').replace("=", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the master key is not base64");
    }
    if (key.length != BYTES)
      throw new IllegalArgumentException(
          "the master key has %d bytes, not %d".formatted(key.length, BYTES));
    return new MasterKey(key);
  }

  /**
   * Reads one or several, the current one first; those behind it are out of use and only open.
   *
   * @param text keys as for {@link #of}, separated by blanks or line feeds
   * @throws IllegalArgumentException when one of them is not 32 bytes, or there is none
   */
  public static List<MasterKey> allOf(String text) {
    return Pattern.compile("\\s+").splitAsStream(text.strip()).map(MasterKey::of).toList();
  }

  /** HMAC-SHA-256 of the purpose: one key for each, none of which leads to another. */
  SecretKey forPurpose(String purpose, String algorithm) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(US_ASCII)), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "MasterKey";
  }
}
