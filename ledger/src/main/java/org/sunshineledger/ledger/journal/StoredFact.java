package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;

/**
 * One row of the journal, as it is stored.
 *
 * @param position from 0, without gaps, in commit order
 * @param recordedAt whole microseconds; never decreases with the position
 * @param salt 32 random bytes
 * @param detail CloudEvents 1.0 JSON in UTF-8, at most 1 MiB
 */
public record StoredFact(
    long position,
    Instant recordedAt,
    UUID id,
    String stream,
    long sequence,
    String type,
    byte[] salt,
    byte[] detail) {

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * The bytes that are hashed into the log and public for ever: four lines that say nothing but
   * that this fact was recorded then.
   */
  public byte[] entry() {
    return entry(id, recordedAt, commitment(salt, detail));
  }

  /** RFC 6962 leaf hash of the entry, 32 bytes; stands beside the row and in the log. */
  public byte[] leaf() {
    return leaf(id, recordedAt, commitment(salt, detail));
  }

  static byte[] leaf(UUID id, Instant recordedAt, byte[] commitment) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(entry(id, recordedAt, commitment));
  }

  private static byte[] entry(UUID id, Instant recordedAt, byte[] commitment) {
    return ("sunshine-ledger/v1\n"
            + id
            + "\n"
            + MICROSECONDS.format(recordedAt)
            + "\n"
            + Base64.getEncoder().encodeToString(commitment)
            + "\n")
        .getBytes(US_ASCII);
  }

  /** SHA-256 over salt and detail, 32 bytes. */
  static byte[] commitment(byte[] salt, byte[] detail) {
    MessageDigest digest = sha256();
    digest.update(salt);
    return digest.digest(detail);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
