package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.sunshineledger.ledger.log.MerkleTree;

/**
 * What a log sends to a witness, the body of {@code add-checkpoint} of C2SP tlog-witness.
 *
 * @param oldSize of the checkpoint this witness cosigned last, 0 for none
 * @param proof of consistency from that size to the checkpoint's, at most 63 hashes. It may not fit
 *     the sizes: what a witness answers then is its own matter
 * @param checkpoint signed by the log
 */
public record AddCheckpoint(long oldSize, List<byte[]> proof, SignedNote checkpoint) {

  private static final int MOST_HASHES = 63;
  private static final String OLD = "old ";

  public AddCheckpoint {
    if (oldSize < 0) throw Form.malformed("a tree of size " + oldSize);
    if (proof.size() > MOST_HASHES) throw Form.malformed("a proof of " + proof.size() + " hashes");
    for (byte[] hash : proof)
      if (hash.length != MerkleTree.HASH_BYTES)
        throw Form.malformed("a hash of " + hash.length + " bytes");
    proof = List.copyOf(proof);
  }

  /**
   * Reads a body. Nothing is verified.
   *
   * @throws IllegalArgumentException when it is not exactly one
   */
  public static AddCheckpoint parse(byte[] body) {
    String[] blocks = Form.blocks(body);
    List<String> lines = Form.lines(blocks[0]);
    return new AddCheckpoint(
        Form.decimal(Form.after(OLD, lines.getFirst())),
        lines.subList(1, lines.size()).stream().map(Form::hash).toList(),
        SignedNote.parse(blocks[1]));
  }

  /** The body. */
  public byte[] bytes() {
    StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
    for (byte[] hash : proof) body.append(Form.base64(hash)).append('\n');
    return body.append('\n').append(checkpoint).toString().getBytes(UTF_8);
  }
}
