package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.InclusionProof;

/**
 * A {@code .tlog-proof} file, C2SP tlog-proof: all that is needed to see, without any server, that
 * an entry stands in a log.
 *
 * @param extra of the application, proven by nothing; null for none
 * @param proof to the root of the checkpoint
 * @param checkpoint with the signatures of the log and its witnesses
 */
public record TlogProof(byte @Nullable [] extra, InclusionProof proof, SignedNote checkpoint) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  public TlogProof {
    if (extra != null && extra.length == 0) throw Form.malformed("an extra of no bytes");
    if (Checkpoint.parse(checkpoint.text()).size() != proof.size())
      throw Form.malformed("a proof for another size than the checkpoint's");
  }

  /**
   * Reads a file. Nothing is verified.
   *
   * @throws IllegalArgumentException when it is not exactly one
   */
  public static TlogProof parse(byte[] file) {
    String[] blocks = Form.blocks(file);
    List<String> lines = Form.lines(blocks[0]);
    if (!lines.getFirst().equals(HEADER)) throw Form.malformed("it does not begin as a proof");
    int next = 1;
    byte[] extra = null;
    if (lines.size() > next && lines.get(next).startsWith(EXTRA))
      extra = Form.base64(Form.after(EXTRA, lines.get(next++)));
    if (lines.size() == next) throw Form.malformed("a proof without an index");
    long index = Form.decimal(Form.after(INDEX, lines.get(next++)));
    SignedNote checkpoint = SignedNote.parse(blocks[1]);
    return new TlogProof(
        extra,
        new InclusionProof(
            index,
            Checkpoint.parse(checkpoint.text()).size(),
            lines.subList(next, lines.size()).stream().map(Form::hash).toList()),
        checkpoint);
  }

  /**
   * Whether the leaf stands at the index of the checkpoint's tree. Signatures are not looked at.
   */
  public boolean proves(byte[] leafHash) {
    return proof.proves(leafHash, Checkpoint.parse(checkpoint.text()).rootHash());
  }

  /** The file. */
  public byte[] bytes() {
    StringBuilder file = new StringBuilder(HEADER).append('\n');
    if (extra != null) file.append(EXTRA).append(Form.base64(extra)).append('\n');
    file.append(INDEX).append(proof.index()).append('\n');
    for (byte[] hash : proof.hashes()) file.append(Form.base64(hash)).append('\n');
    return file.append('\n').append(checkpoint).toString().getBytes(UTF_8);
  }
}
