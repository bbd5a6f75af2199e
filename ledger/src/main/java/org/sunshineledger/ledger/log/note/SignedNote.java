package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text and who signed it, C2SP signed-note: the text, an empty line, a line for each signature.
 *
 * @param text ends with a line feed, which is signed too; may have empty lines
 * @param signatures 1 to 100; by whom they are is only known once they are verified
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  /** More are refused: each may cost a verification. */
  public static final int MAX_SIGNATURES = 100;

  private static final int MAX_BYTES = 1_000_000;

  public SignedNote {
    if (!Form.requireText(text).endsWith("\n")) throw Form.malformed("its last line is cut off");
    if (signatures.isEmpty()) throw Form.malformed("nobody signed it");
    if (signatures.size() > MAX_SIGNATURES)
      throw Form.malformed("it has more than " + MAX_SIGNATURES + " signatures");
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note. Nothing is verified.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  public static SignedNote parse(byte[] note) {
    if (note.length > MAX_BYTES) throw Form.malformed("it is too long");
    return parse(Form.text(note));
  }

  static SignedNote parse(String note) {
    // The last: the text may have empty lines of its own.
    int end = note.lastIndexOf("\n\n");
    if (end < 0) throw Form.malformed("it lacks the empty line before its signatures");
    List<String> lines = Form.lines(note.substring(end + 2));
    if (lines.size() > MAX_SIGNATURES)
      throw Form.malformed("it has more than " + MAX_SIGNATURES + " signatures");
    return new SignedNote(
        note.substring(0, end + 1), lines.stream().map(NoteSignature::parse).toList());
  }

  /** The same with more signatures below those that are there. */
  public SignedNote with(Collection<NoteSignature> more) {
    return new SignedNote(text, Stream.concat(signatures.stream(), more.stream()).toList());
  }

  /**
   * A signature that holds.
   *
   * @param key who signed
   */
  public record Verified(VerifierKey key, NoteSignature signature) {}

  /**
   * The signatures by known keys; those of unknown keys are passed over.
   *
   * @return at least one
   * @throws NotVerified when a signature that names a known key does not hold, or none names one
   * @throws IllegalArgumentException when two of the keys have one name and one id
   */
  public List<Verified> verify(Collection<VerifierKey> known) {
    List<VerifierKey> keys = known.stream().distinct().toList();
    requireDistinct(keys);
    List<Verified> verified = new ArrayList<>();
    for (NoteSignature signature : signatures)
      for (VerifierKey key : keys)
        if (key.claims(signature)) {
          if (!key.verifies(text, signature)) throw NotVerified.wrong(key);
          verified.add(new Verified(key, signature));
        }
    if (verified.isEmpty()) throw NotVerified.unknown();
    return verified;
  }

  private static void requireDistinct(List<VerifierKey> keys) {
    long names = keys.stream().map(key -> key.name() + "+" + key.id()).distinct().count();
    if (names < keys.size()) throw Form.malformed("two keys have one name and one id");
  }

  /** The note as it is sent. */
  public byte[] bytes() {
    return toString().getBytes(UTF_8);
  }

  /** The note as it is sent. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (NoteSignature signature : signatures) note.append(signature).append('\n');
    return note.toString();
  }
}
