package org.sunshineledger.ledger.log.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One line below a note: {@code — <name> <base64>}.
 *
 * @param name of the key it says it is by
 * @param base64 four bytes of the key's id, then the payload: the signature, in cosignatures behind
 *     eight bytes of time
 */
public record NoteSignature(String name, String base64) {

  private static final String DASH = "\u2014 ";

  public NoteSignature {
    Form.requireName(name);
    if (Form.base64(base64).length <= Integer.BYTES)
      throw Form.malformed("a signature of no bytes");
  }

  static NoteSignature of(VerifierKey key, byte[] payload) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + payload.length).putInt(key.id()).put(payload).array();
    return new NoteSignature(key.name(), Form.base64(bytes));
  }

  /**
   * Reads lines, as a witness answers with them.
   *
   * @return at least one
   * @throws IllegalArgumentException when they are no such lines
   */
  public static List<NoteSignature> parseLines(byte[] lines) {
    List<NoteSignature> signatures =
        Form.lines(Form.text(lines)).stream().map(NoteSignature::parse).toList();
    if (signatures.isEmpty() || signatures.size() > SignedNote.MAX_SIGNATURES)
      throw Form.malformed("it has %d signatures".formatted(signatures.size()));
    return signatures;
  }

  /** Reads a line without its line feed. */
  static NoteSignature parse(String line) {
    String[] parts = Form.after(DASH, line).split(" ", 2);
    if (parts.length != 2) throw Form.malformed("a signature looks like '— name base64'");
    return new NoteSignature(parts[0], parts[1]);
  }

  /** Of the key it says it is by. */
  public int keyId() {
    return ByteBuffer.wrap(Form.base64(base64)).getInt();
  }

  byte[] payload() {
    byte[] bytes = Form.base64(base64);
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }

  /** The line without its line feed. */
  @Override
  public String toString() {
    return DASH + name + " " + base64;
  }
}
