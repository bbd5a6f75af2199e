package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;

/** The stored checkpoints, the smallest first, by a bare cursor. */
final class SignedRows implements LogCheck.Cursor {

  private static final int FETCHED_AT_ONCE = 500;

  /**
   * A row as it was found.
   *
   * @param previous null where the column is
   * @param root null where the column is
   * @param signed null where the note is none
   */
  record Signed(
      long size, @Nullable Long previous, byte @Nullable [] root, @Nullable Note signed) {}

  /** A note that can be read, in the one form it has. */
  record Note(SignedNote note, Checkpoint checkpoint) {

    static @Nullable Note of(byte @Nullable [] bytes) {
      if (bytes == null) return null;
      try {
        SignedNote note = SignedNote.parse(bytes);
        return Arrays.equals(note.bytes(), bytes)
            ? new Note(note, Checkpoint.parse(note.text()))
            : null;
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    /** Name and id of each key it says it is signed by. */
    Set<String> signers() {
      return note.signatures().stream().map(Note::signer).collect(Collectors.toSet());
    }

    static String signer(NoteSignature signature) {
      return signature.name() + "+" + signature.keyId();
    }
  }

  private final Statement statement;
  private final ResultSet rows;

  SignedRows(Connection snapshot) throws SQLException {
    statement = snapshot.createStatement();
    statement.setFetchSize(FETCHED_AT_ONCE);
    rows =
        statement.executeQuery(
            "select size, previous, root, note from log.checkpoint order by size");
  }

  /** Null at the end. */
  @Nullable Signed next() throws SQLException {
    if (!rows.next()) return null;
    long previous = rows.getLong(2);
    boolean isFirst = rows.wasNull();
    return new Signed(
        rows.getLong(1), isFirst ? null : previous, rows.getBytes(3), Note.of(rows.getBytes(4)));
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      rows.close();
    }
  }
}
