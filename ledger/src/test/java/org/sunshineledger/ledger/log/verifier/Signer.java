package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Who signs checkpoints in tests.
 *
 * @param kind 1 a log, 4 a witness, 6 either of them in ML-DSA-44
 */
record Signer(String name, int kind, PrivateKey secret, byte[] key) {

  /** Seeds and public keys of the known answers. */
  static final Signer LOG =
      ed25519(
          "ledger.example.cn/poverty-audit",
          1,
          0x00,
          "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");

  static final Signer W1 =
      ed25519(
          "witness.example.cn/w1",
          4,
          0x20,
          "29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7");

  static final Signer W2 =
      ed25519(
          "witness.example.cn/w2",
          4,
          0x40,
          "2543b92ff1095511476adc8369db6ddc933665a11978dda1404ee1066ca9559d");

  private static Signer ed25519(String name, int kind, int seed, String key) {
    byte[] encoded = Arrays.copyOf(HexFormat.of().parseHex("302e020100300506032b657004220420"), 48);
    for (int i = 0; i < 32; i++) encoded[16 + i] = (byte) (seed + i);
    try {
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new Signer(name, kind, secret, HexFormat.of().parseHex(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Signer mlDsa44(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
      byte[] spki = pair.getPublic().getEncoded();
      return new Signer(
          name, 6, pair.getPrivate(), Arrays.copyOfRange(spki, spki.length - 1_312, spki.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Signer named(String other) {
    return new Signer(other, kind, secret, key);
  }

  private byte[] kindAndKey() {
    return ByteBuffer.allocate(1 + key.length).put((byte) kind).put(key).array();
  }

  private byte[] id() {
    byte[] named = (name + "\n").getBytes(UTF_8);
    byte[] all =
        ByteBuffer.allocate(named.length + 1 + key.length).put(named).put(kindAndKey()).array();
    return Arrays.copyOf(MadeLog.sha256(all), 4);
  }

  String vkey() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(kindAndKey());
  }

  /** The signature line under a checkpoint's text. */
  String line(String text, long time) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(id());
    if (kind != 1) payload.writeBytes(ByteBuffer.allocate(8).putLong(time).array());
    payload.writeBytes(sign(message(text, time)));
    return "— " + name + " " + Base64.getEncoder().encodeToString(payload.toByteArray()) + "\n";
  }

  byte[] message(String text, long time) {
    if (kind == 1) return text.getBytes(UTF_8);
    if (kind == 4) return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(UTF_8);
    String[] lines = text.split("\n", -1);
    byte[] cosigner = name.getBytes(UTF_8);
    byte[] origin = lines[0].getBytes(UTF_8);
    return ByteBuffer.allocate(12 + 1 + cosigner.length + 8 + 1 + origin.length + 16 + 32)
        .put("subtree/v1\n\0".getBytes(US_ASCII))
        .put((byte) cosigner.length)
        .put(cosigner)
        .putLong(time)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0)
        .putLong(Long.parseLong(lines[1]))
        .put(Base64.getDecoder().decode(lines[2]))
        .array();
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(kind == 6 ? "ML-DSA-44" : "Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
