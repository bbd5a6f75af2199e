package org.sunshineledger.ledger.log.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.Secrets;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * The keys a log signs with, the current one first. All bear the log's origin as their name, and
 * each signs every checkpoint: who knows only an earlier one can still verify.
 */
public final class LogKeys {

  /** Where none is set. A public log is named by its address, without scheme and final slash. */
  public static final String DEFAULT_ORIGIN = "localhost/sunshine-ledger";

  /** The keys of a hundred rotations would leave witnesses no room. */
  private static final int MOST = 8;

  private static final String GIVE_KEYS =
      "Give LEDGER_LOG_KEY, or the key file, one PRIVATE+KEY+… a line, the current one first, all"
          + " of one name.";

  private final List<SigningKey> keys;

  private LogKeys(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads keys.
   *
   * @param skeys with spaces or line feeds between them, the current one first
   * @throws StartRefused when they are not keys of one log; the message does not repeat them
   */
  public static LogKeys parse(String skeys) {
    List<SigningKey> keys;
    try {
      keys = SigningKey.parseAll(skeys);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage() + ".", e);
    }
    if (keys.size() > MOST) throw refused("there are more than " + MOST + ".", null);
    if (keys.stream().anyMatch(key -> key.verifierKey().type() != KeyType.LOG))
      throw refused("one is the key of a witness.", null);
    return new LogKeys(keys);
  }

  private static StartRefused refused(String why, @Nullable IllegalArgumentException cause) {
    String what = "The log's keys cannot be used: " + why;
    return cause == null
        ? new StartRefused(what, GIVE_KEYS)
        : new StartRefused(what, GIVE_KEYS, cause);
  }

  /**
   * The keys in the file, readable by its owner only; a first key is made where there is no file.
   *
   * @param origin of a log whose key is made now; a log that has one keeps its own
   * @throws StartRefused when the file can be neither read nor made, or holds no keys
   */
  public static LogKeys in(Path file, String origin, SecureRandom random) {
    try {
      return parse(Secrets.in(file, () -> SigningKey.make(origin, KeyType.LOG, random).secret()));
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "'%s' is no origin of a log: %s.".formatted(origin, e.getMessage()),
          "Set LEDGER_LOG_ORIGIN to an address without scheme, like ledger.example.cn/county.",
          e);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static StartRefused unusable(Path file, IOException e) {
    return new StartRefused(
        "The log's key file %s can be neither read nor made.".formatted(file),
        "Give the user who starts the ledger that folder, or set LEDGER_LOG_KEY.",
        e);
  }

  /**
   * Makes a new key the current one and keeps those before it, which go on signing beside it. To be
   * used from the next start on.
   *
   * @throws StartRefused when the file cannot be read or written, or there are too many keys; then
   *     it is as before
   */
  public static LogKeys rotate(Path file, SecureRandom random) {
    try {
      LogKeys rotated = parse(Files.readString(file)).rotated(random);
      rotated.writeTo(file);
      return rotated;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * The same with a new key before them.
   *
   * @throws StartRefused when there are too many
   */
  public LogKeys rotated(SecureRandom random) {
    if (keys.size() >= MOST)
      throw new StartRefused(
          "The log has %d keys, and more than that are too many.".formatted(keys.size()),
          "Take the oldest line away first, once everybody knows a newer key.");
    List<SigningKey> more = new ArrayList<>(keys);
    more.addFirst(SigningKey.make(origin(), KeyType.LOG, random));
    return new LogKeys(more);
  }

  /** For those who set an origin: a log keeps the one it was made with. */
  public LogKeys requireOrigin(String origin) {
    if (!origin.equals(origin()))
      throw new StartRefused(
          "The log is %s by its key, but its origin is set to %s.".formatted(origin(), origin),
          "Leave LEDGER_LOG_ORIGIN out or set it to %s: a log never changes its name."
              .formatted(origin()));
    return this;
  }

  /** The log's name, the first line of its checkpoints. */
  public String origin() {
    return keys.getFirst().verifierKey().name();
  }

  /** For verifiers, the current one first. */
  public List<VerifierKey> verifierKeys() {
    return keys.stream().map(SigningKey::verifierKey).toList();
  }

  SignedNote sign(String text) {
    return new SignedNote(text, keys.stream().map(key -> key.sign(text)).toList());
  }

  /**
   * A note that was signed before, with the signatures of keys that were not there yet.
   *
   * @throws NotVerified when none of these keys signed it
   */
  SignedNote complete(SignedNote note) {
    List<VerifierKey> signed =
        note.verify(verifierKeys()).stream().map(SignedNote.Verified::key).toList();
    List<NoteSignature> more = new ArrayList<>();
    for (SigningKey key : keys)
      if (!signed.contains(key.verifierKey())) more.add(key.sign(note.text()));
    return more.isEmpty() ? note : note.with(more);
  }

  void writeTo(Path file) throws IOException {
    Secrets.write(file, String.join("\n", keys.stream().map(SigningKey::secret).toList()));
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "LogKeys of " + origin();
  }
}
