package org.sunshineledger.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.sunshineledger.ledger.log.note.NoteSignature;

/** What a witness answers to {@code add-checkpoint}. */
public sealed interface Answer {

  /**
   * It has cosigned: status 200.
   *
   * @param signatures at least one
   */
  record Cosigned(List<NoteSignature> signatures) implements Answer {

    public Cosigned {
      signatures = List.copyOf(signatures);
    }

    /** The body: a line for each. */
    public byte[] bytes() {
      StringBuilder lines = new StringBuilder();
      for (NoteSignature signature : signatures) lines.append(signature).append('\n');
      return lines.toString().getBytes(UTF_8);
    }
  }

  /**
   * The old size is not that of the checkpoint cosigned last: status 409, body the size and a line
   * feed.
   *
   * @param size of the one that was, 0 for none
   */
  record OtherSize(long size) implements Answer {

    /** Of the body. */
    public static final String CONTENT_TYPE = "text/x.tlog.size";

    public byte[] bytes() {
      return (size + "\n").getBytes(UTF_8);
    }
  }

  /**
   * It does not cosign.
   *
   * @param detail what is wrong, for a person
   */
  record Refused(Refusal why, String detail) implements Answer {}

  /** Why a witness does not cosign, each with the status the standard gives it. */
  enum Refusal {
    /** Not a body of add-checkpoint, or the old size is above the checkpoint's. */
    MALFORMED(400),
    /** No trusted key of that log signed it, or one of them signed something else. */
    NOT_SIGNED(403),
    UNKNOWN_LOG(404),
    /** The proof does not lead from what was cosigned to what is asked for. */
    NOT_CONSISTENT(422);

    private final int status;

    Refusal(int status) {
      this.status = status;
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }
  }
}
