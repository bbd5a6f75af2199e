package org.sunshineledger.ledger.log.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A private key that signs notes under a name: {@code PRIVATE+KEY+<name>+<id>+<base64>}, an skey.
 * It holds the 32 bytes from which the key pair follows.
 */
public final class SigningKey {

  /** Of all types. */
  private static final int SEED_BYTES = 32;

  private static final String PREFIX = "PRIVATE+KEY+";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

  private final byte[] seed;
  private final PrivateKey key;
  private final VerifierKey verifierKey;

  private SigningKey(String name, KeyType type, byte[] seed) {
    this.seed = seed.clone();
    KeyPair pair = pair(type, seed);
    this.key = pair.getPrivate();
    this.verifierKey = new VerifierKey(name, type, raw(type, pair));
  }

  /** A new key. */
  public static SigningKey make(String name, KeyType type, SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return ofSeed(name, type, seed);
  }

  static SigningKey ofSeed(String name, KeyType type, byte[] seed) {
    return new SigningKey(name, type, seed);
  }

  /**
   * Reads an skey.
   *
   * @throws IllegalArgumentException when it is not exactly one; the message does not repeat it
   */
  public static SigningKey parse(String skey) {
    if (!skey.startsWith(PREFIX)) throw malformed();
    String[] parts = skey.substring(PREFIX.length()).split("\\+", 3);
    if (parts.length != 3 || !ID.matcher(parts[1]).matches()) throw malformed();
    byte[] typed = Form.base64(parts[2]);
    if (typed.length != 1 + SEED_BYTES) throw malformed();
    SigningKey key =
        new SigningKey(parts[0], KeyType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (key.verifierKey.id() != Integer.parseUnsignedInt(parts[1], 16))
      throw Form.malformed("the id is not that of the key");
    return key;
  }

  /**
   * Reads several keys of one name.
   *
   * @param skeys with spaces or line feeds between them
   * @return at least one, in their order
   * @throws IllegalArgumentException when one of them is none or there twice, or their names
   *     differ; the message does not repeat them
   */
  public static List<SigningKey> parseAll(String skeys) {
    List<SigningKey> keys = new ArrayList<>();
    for (String skey : skeys.strip().split("\\s+", -1)) keys.add(parse(skey));
    List<VerifierKey> verifiers = keys.stream().map(SigningKey::verifierKey).toList();
    if (verifiers.stream().distinct().count() < keys.size())
      throw Form.malformed("one is there twice");
    if (verifiers.stream().map(VerifierKey::name).distinct().count() > 1)
      throw Form.malformed("they are of different names");
    return keys;
  }

  private static IllegalArgumentException malformed() {
    return Form.malformed(
        "a private key begins with PRIVATE+KEY+ and has a name, an id and a seed");
  }

  /** Key generation of both standards draws its seed, 32 bytes, and nothing else. */
  private static KeyPair pair(KeyType type, byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type.family());
      generator.initialize(new NamedParameterSpec(type.algorithm()), new Given(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 24 on has " + type.algorithm(), e);
    }
  }

  /** The raw key is the end of its X.509 form. */
  private static byte[] raw(KeyType type, KeyPair pair) {
    byte[] spki = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - type.keyBytes(), spki.length);
  }

  /** Gives out the seed instead of randomness. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length)
        throw new IllegalStateException("a seed of " + bytes.length + " bytes is asked for");
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }

  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /**
   * Signs a note's text as its log; only for {@link KeyType#LOG}.
   *
   * @param text ends with a line feed
   */
  public NoteSignature sign(String text) {
    if (verifierKey.type().isCosignature())
      throw new IllegalStateException("a witness signs with a time");
    return signature(text, 0, 0);
  }

  /**
   * Signs a checkpoint as a witness; only for cosignatures. It says: as of this time this is the
   * largest consistent tree I have seen for this origin.
   *
   * @param text of a checkpoint
   * @param timestamp POSIX seconds
   */
  public NoteSignature cosign(String text, long timestamp) {
    if (!verifierKey.type().isCosignature())
      throw new IllegalStateException("a log signs without a time");
    if (timestamp < 0) throw new IllegalArgumentException("a time before 1970");
    return signature(Checkpoint.parse(text).text(), timestamp, Long.BYTES);
  }

  private NoteSignature signature(String text, long timestamp, int timeBytes) {
    KeyType type = verifierKey.type();
    try {
      Signature signing = Signature.getInstance(type.algorithm());
      signing.initSign(key);
      signing.update(type.message(verifierKey.name(), text, timestamp));
      ByteBuffer payload = ByteBuffer.allocate(timeBytes + type.signatureBytes());
      if (timeBytes > 0) payload.putLong(timestamp);
      return NoteSignature.of(verifierKey, payload.put(signing.sign()).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  /** The skey, to be written into a protected file and nowhere else. */
  public String secret() {
    byte[] typed =
        ByteBuffer.allocate(1 + SEED_BYTES).put(verifierKey.type().code()).put(seed).array();
    return PREFIX
        + verifierKey.name()
        + "+"
        + HexFormat.of().toHexDigits(verifierKey.id())
        + "+"
        + Form.base64(typed);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SigningKey of " + verifierKey;
  }
}
