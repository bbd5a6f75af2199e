package org.sunshineledger.ledger.log.witness;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.ledger.database.Secrets;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.VerifierKey;

/** The keys a witness cosigns with, all of one name: Ed25519, and ML-DSA-44 beside it if wished. */
public final class WitnessKeys {

  /** Where none is set. A witness is named by its address, without scheme and final slash. */
  public static final String DEFAULT_NAME = "localhost/sunshine-witness";

  private static final String GIVE_KEYS =
      "Give LEDGER_WITNESS_KEY, or the key file, one PRIVATE+KEY+… a line, all of one name.";

  private final List<SigningKey> keys;

  private WitnessKeys(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads keys.
   *
   * @param skeys with spaces or line feeds between them
   * @throws StartRefused when they are not keys of one witness; the message does not repeat them
   */
  public static WitnessKeys parse(String skeys) {
    List<SigningKey> keys;
    try {
      keys = SigningKey.parseAll(skeys);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "The witness's keys cannot be used: %s.".formatted(e.getMessage()), GIVE_KEYS, e);
    }
    if (keys.stream().anyMatch(key -> !key.verifierKey().type().isCosignature()))
      throw new StartRefused(
          "The witness's keys cannot be used: one is the key of a log.", GIVE_KEYS);
    return new WitnessKeys(keys);
  }

  /**
   * The keys in the file, readable by its owner only; what is missing is made.
   *
   * @param name of a witness whose key is made now; one that has a key keeps its own
   * @param quantumSafe whether an ML-DSA-44 key is to be there too
   * @throws StartRefused when the file can be neither read nor made, or holds no keys
   */
  public static WitnessKeys in(Path file, String name, boolean quantumSafe, SecureRandom random) {
    try {
      WitnessKeys kept =
          parse(
              Secrets.in(file, () -> SigningKey.make(name, KeyType.COSIGNATURE, random).secret()));
      if (!quantumSafe || kept.has(KeyType.SUBTREE_COSIGNATURE)) return kept;
      List<SigningKey> more = new ArrayList<>(kept.keys);
      more.add(SigningKey.make(kept.name(), KeyType.SUBTREE_COSIGNATURE, random));
      Secrets.write(file, String.join("\n", more.stream().map(SigningKey::secret).toList()));
      return new WitnessKeys(more);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "'%s' is no name of a witness: %s.".formatted(name, e.getMessage()),
          "Set LEDGER_WITNESS_NAME to an address without scheme, like witness.example.cn/audit.",
          e);
    } catch (IOException e) {
      throw new StartRefused(
          "The witness's key file %s can be neither read nor made.".formatted(file),
          "Give the user who starts the witness that folder, or set LEDGER_WITNESS_KEY.",
          e);
    }
  }

  private boolean has(KeyType type) {
    return keys.stream().anyMatch(key -> key.verifierKey().type() == type);
  }

  /** The witness's name. */
  public String name() {
    return keys.getFirst().verifierKey().name();
  }

  /** For policies of readers. */
  public List<VerifierKey> verifierKeys() {
    return keys.stream().map(SigningKey::verifierKey).toList();
  }

  List<NoteSignature> cosign(String text, Instant at) {
    return keys.stream().map(key -> key.cosign(text, at.getEpochSecond())).toList();
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "WitnessKeys of " + name();
  }
}
