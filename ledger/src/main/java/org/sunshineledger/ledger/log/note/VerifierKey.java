package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * A public key by which notes are verified, with the name it signs under: {@code
 * <name>+<id>+<base64>}, a vkey.
 */
public final class VerifierKey {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

  private final String name;
  private final KeyType type;
  private final byte[] raw;
  private final PublicKey key;
  private final int id;

  /**
   * @param raw the public key as its standard writes it: 32 bytes, or 1,312 for ML-DSA-44
   * @throws IllegalArgumentException when the name is none, or the bytes are no key
   */
  VerifierKey(String name, KeyType type, byte[] raw) {
    this.name = Form.requireName(name);
    this.type = type;
    this.raw = raw.clone();
    if (raw.length != type.keyBytes()) throw Form.malformed("a key of " + raw.length + " bytes");
    this.key = key(type, raw);
    this.id = ByteBuffer.wrap(digest()).getInt();
  }

  private static PublicKey key(KeyType type, byte[] raw) {
    try {
      PublicKey key =
          KeyFactory.getInstance(type.family())
              .generatePublic(new X509EncodedKeySpec(type.spki(raw)));
      // Only here it is seen whether the bytes are a point of the curve.
      Signature.getInstance(type.algorithm()).initVerify(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw Form.malformed("the bytes are no public key");
    }
  }

  private byte[] digest() {
    return Sha256.of((name + "\n").getBytes(UTF_8), new byte[] {type.code()}, raw).bytes();
  }

  /**
   * Reads a vkey.
   *
   * @throws IllegalArgumentException when it is not exactly one, its id is not that of its key, or
   *     its type is not known
   */
  public static VerifierKey parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || !ID.matcher(parts[1]).matches())
      throw Form.malformed("a key looks like name+0cdc3e73+AQOh…");
    byte[] typed = Form.base64(parts[2]);
    if (typed.length == 0) throw Form.malformed("a key of no bytes");
    VerifierKey key =
        new VerifierKey(parts[0], KeyType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (key.id != Integer.parseUnsignedInt(parts[1], 16))
      throw Form.malformed("the id is not that of the key");
    return key;
  }

  public String name() {
    return name;
  }

  public KeyType type() {
    return type;
  }

  /** The first four bytes of SHA-256 over name, line feed, type and key. */
  public int id() {
    return id;
  }

  /** The public key as its standard writes it. */
  public byte[] raw() {
    return raw.clone();
  }

  /** Whether it is the same key under whatever name. */
  boolean isSameKeyAs(VerifierKey other) {
    return Arrays.equals(raw, other.raw);
  }

  /** Whether the signature says it is by this key. */
  boolean claims(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == id;
  }

  /** Whether the signature is by this key, over this text. */
  public boolean verifies(String text, NoteSignature signature) {
    byte[] payload = signature.payload();
    int time = type.isCosignature() ? Long.BYTES : 0;
    if (!claims(signature) || payload.length != time + type.signatureBytes()) return false;
    long timestamp = timestamp(signature).orElse(0);
    // No clock will say that: a reader that knows only signed numbers could read another time.
    if (timestamp < 0) return false;
    try {
      Signature verifying = Signature.getInstance(type.algorithm());
      verifying.initVerify(key);
      verifying.update(type.message(name, text, timestamp));
      return verifying.verify(payload, time, payload.length - time);
    } catch (SignatureException | IllegalArgumentException e) {
      return false;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key was tried when it was read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 24 on has " + type.algorithm(), e);
    }
  }

  /** When a cosignature says it was made, in POSIX seconds; nothing of a log's own signature. */
  public OptionalLong timestamp(NoteSignature signature) {
    byte[] payload = signature.payload();
    return type.isCosignature() && payload.length >= Long.BYTES
        ? OptionalLong.of(ByteBuffer.wrap(payload).getLong())
        : OptionalLong.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key
        && name.equals(key.name)
        && type == key.type
        && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** {@code <name>+<id>+<base64>}. */
  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(1 + raw.length).put(type.code()).put(raw).array();
    return name + "+" + HexFormat.of().toHexDigits(id) + "+" + Form.base64(typed);
  }
}
