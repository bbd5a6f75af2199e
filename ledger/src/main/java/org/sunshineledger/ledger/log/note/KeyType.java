package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.sunshineledger.ledger.log.MerkleTree;

/**
 * The kinds of signatures that are known here, by the byte that stands before their public keys.
 */
public enum KeyType {

  /** The log's own: Ed25519 over the text. */
  LOG(0x01, 32, 64, "Ed25519", "Ed25519", "302a300506032b6570032100"),

  /** A witness's: Ed25519 over a time and the text, {@code cosignature/v1}. */
  COSIGNATURE(0x04, 32, 64, "Ed25519", "Ed25519", "302a300506032b6570032100"),

  /** A witness's: ML-DSA-44 over its name, a time, origin, size and root, {@code subtree/v1}. */
  SUBTREE_COSIGNATURE(
      0x06, 1_312, 2_420, "ML-DSA", "ML-DSA-44", "30820532300b06096086480165030403110382052100");

  private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(US_ASCII);
  private static final int MOST_IN_A_BYTE = 255;

  private final byte code;
  private final int keyBytes;
  private final int signatureBytes;
  private final String family;
  private final String algorithm;
  private final String spkiPrefix;

  KeyType(
      int code,
      int keyBytes,
      int signatureBytes,
      String family,
      String algorithm,
      String spkiPrefix) {
    this.code = (byte) code;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
    this.family = family;
    this.algorithm = algorithm;
    this.spkiPrefix = spkiPrefix;
  }

  static KeyType of(byte code) {
    for (KeyType type : values()) if (type.code == code) return type;
    throw Form.malformed("a key of an unknown type %02x".formatted(code));
  }

  /** Whether a time stands before the signature, and is signed with it. */
  public boolean isCosignature() {
    return this != LOG;
  }

  byte code() {
    return code;
  }

  int keyBytes() {
    return keyBytes;
  }

  int signatureBytes() {
    return signatureBytes;
  }

  /** The name under which the JDK makes keys. */
  String family() {
    return family;
  }

  /** The name under which the JDK signs. */
  String algorithm() {
    return algorithm;
  }

  /** What stands before a raw public key in an X.509 SubjectPublicKeyInfo. */
  byte[] spki(byte[] publicKey) {
    byte[] prefix = HexFormat.of().parseHex(spkiPrefix);
    return ByteBuffer.allocate(prefix.length + publicKey.length).put(prefix).put(publicKey).array();
  }

  /**
   * The bytes that are signed.
   *
   * @param signer the key's name
   * @param text of the note, with its last line feed
   * @param timestamp POSIX seconds; without meaning for a log's own signature
   * @throws IllegalArgumentException when a cosignature is asked for that covers only a checkpoint,
   *     and the text is none
   */
  byte[] message(String signer, String text, long timestamp) {
    return switch (this) {
      case LOG -> text.getBytes(UTF_8);
      case COSIGNATURE -> ("cosignature/v1\ntime " + timestamp + "\n" + text).getBytes(UTF_8);
      case SUBTREE_COSIGNATURE -> subtree(signer, Checkpoint.parse(text), timestamp);
    };
  }

  private static byte[] subtree(String signer, Checkpoint checkpoint, long timestamp) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(SUBTREE);
    shortBytes(message, signer);
    eightBytes(message, timestamp);
    shortBytes(message, checkpoint.origin());
    eightBytes(message, 0);
    eightBytes(message, checkpoint.size());
    message.write(checkpoint.rootHash(), 0, MerkleTree.HASH_BYTES);
    return message.toByteArray();
  }

  private static void shortBytes(ByteArrayOutputStream message, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length == 0 || bytes.length > MOST_IN_A_BYTE)
      throw Form.malformed("a name of " + bytes.length + " bytes cannot be cosigned");
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static void eightBytes(ByteArrayOutputStream message, long number) {
    message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
