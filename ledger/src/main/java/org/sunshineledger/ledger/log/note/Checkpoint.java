package org.sunshineledger.ledger.log.note;

import java.util.List;
import org.sunshineledger.ledger.log.TreeHead;

/**
 * What a log was at one size, C2SP tlog-checkpoint: the text of a signed note.
 *
 * @param origin which log; its key signs under that name
 * @param extensions lines below; as good as never any
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {

  private static final int LINES = 3;

  public Checkpoint {
    if (origin.isEmpty()) throw Form.malformed("a log without an origin");
    requireLine(origin);
    for (String line : extensions) {
      if (line.isEmpty()) throw Form.malformed("an extension line that is empty");
      requireLine(line);
    }
    extensions = List.copyOf(extensions);
  }

  /** Without extensions. */
  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  private static void requireLine(String line) {
    if (Form.requireText(line).indexOf('\n') >= 0) throw Form.malformed("a line with a line feed");
  }

  /**
   * Reads the text of a note.
   *
   * @throws IllegalArgumentException when it is not exactly a checkpoint
   */
  public static Checkpoint parse(String text) {
    List<String> lines = Form.lines(text);
    if (lines.size() < LINES) throw Form.malformed("a checkpoint has an origin, a size and a root");
    return new Checkpoint(
        lines.get(0),
        TreeHead.of(Form.decimal(lines.get(1)), Form.hash(lines.get(2))),
        lines.subList(LINES, lines.size()));
  }

  public long size() {
    return head.size();
  }

  /** 32 bytes. */
  public byte[] rootHash() {
    return Form.base64(head.rootHash());
  }

  /** The text that is signed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n');
    text.append(head.size()).append('\n');
    text.append(head.rootHash()).append('\n');
    for (String line : extensions) text.append(line).append('\n');
    return text.toString();
  }
}
