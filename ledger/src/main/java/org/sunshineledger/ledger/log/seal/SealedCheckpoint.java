package org.sunshineledger.ledger.log.seal;

import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;

/** A checkpoint that is stored with its signatures, and may be shown. */
record SealedCheckpoint(SignedNote note, Checkpoint checkpoint) {

  static SealedCheckpoint of(SignedNote note) {
    return new SealedCheckpoint(note, Checkpoint.parse(note.text()));
  }

  long size() {
    return checkpoint.size();
  }

  TreeHead head() {
    return checkpoint.head();
  }
}
