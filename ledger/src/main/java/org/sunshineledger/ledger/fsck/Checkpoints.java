package org.sunshineledger.ledger.fsck;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * What was signed: each checkpoint against its note, the one before it, the facts under it and the
 * log's keys.
 *
 * <p>A key that is not among those given may be one that was taken out of use. Its signatures
 * cannot be verified; it is believed to be a key only where it signed the checkpoint before or
 * after too.
 */
final class Checkpoints {

  private final SignedRows rows;
  private final List<VerifierKey> keys;
  private final Findings findings;

  private SignedRows.@Nullable Signed before;
  private SignedRows.@Nullable Signed next;
  private SignedRows.@Nullable Signed after;
  private long count;
  private long verified;

  Checkpoints(SignedRows rows, List<VerifierKey> keys, Findings findings) throws SQLException {
    this.rows = rows;
    this.keys = keys;
    this.findings = findings;
    this.next = rows.next();
    this.after = next == null ? null : rows.next();
  }

  /** So many facts are read, and the tree over them is this. */
  void reached(long size, Trees trees) throws SQLException {
    for (SignedRows.Signed row = next; row != null && row.size() <= size; row = next)
      check(row, row.size() == size ? trees : null);
  }

  /** There are no more facts. */
  void end() throws SQLException {
    for (SignedRows.Signed row = next; row != null; row = next) check(row, null);
  }

  long count() {
    return count;
  }

  /** How many bear a signature by one of the given keys that holds. */
  long verified() {
    return verified;
  }

  private void check(SignedRows.Signed row, @Nullable Trees trees) throws SQLException {
    count++;
    SignedRows.Signed previous = before;
    SignedRows.Note signed = row.signed();
    if (!Objects.equals(row.previous(), previous == null ? null : previous.size())
        || isOfAnotherLog(row)) add(row, Finding.Code.CHECKPOINT_CHAIN_BROKEN);
    if (signed == null) {
      add(row, Finding.Code.CHECKPOINT_MALFORMED);
    } else {
      if (!isOf(row, signed.checkpoint().head()))
        add(row, Finding.Code.CHECKPOINT_CONTRADICTS_NOTE);
      else if (trees != null && !trees.mayHaveRoot(signed.checkpoint().rootHash()))
        add(row, Finding.Code.CHECKPOINT_ROOT_DIFFERS);
      if (!isSigned(signed)) add(row, Finding.Code.CHECKPOINT_SIGNATURE_WRONG);
    }
    before = row;
    next = after;
    after = next == null ? null : rows.next();
  }

  private static boolean isOf(SignedRows.Signed row, TreeHead head) {
    byte[] root = row.root();
    return root != null
        && root.length == 32
        && head.size() == row.size()
        && TreeHead.of(row.size(), root).equals(head);
  }

  private boolean isOfAnotherLog(SignedRows.Signed row) {
    SignedRows.Note one = before == null ? null : before.signed();
    SignedRows.Note other = row.signed();
    return one != null
        && other != null
        && !one.checkpoint().origin().equals(other.checkpoint().origin());
  }

  private boolean isSigned(SignedRows.Note signed) {
    boolean byTheLog = false;
    boolean holds = false;
    for (NoteSignature signature : signed.note().signatures()) {
      byTheLog |= signature.name().equals(signed.checkpoint().origin());
      VerifierKey key = known(signature);
      if (key == null) {
        if (!isByANeighbour(SignedRows.Note.signer(signature), signed)) return false;
      } else if (!key.verifies(signed.note().text(), signature)) {
        return false;
      } else {
        holds = true;
      }
    }
    if (holds) verified++;
    // The newest is signed by a key that is in use.
    return byTheLog && (holds || keys.isEmpty() || after != null);
  }

  private @Nullable VerifierKey known(NoteSignature signature) {
    for (VerifierKey key : keys)
      if (key.name().equals(signature.name()) && key.id() == signature.keyId()) return key;
    return null;
  }

  private boolean isByANeighbour(String signer, SignedRows.Note signed) {
    if (before == null && after == null) return keys.isEmpty();
    if (signs(before, signer::equals) || signs(after, signer::equals)) return true;
    // The first of a new key, with no checkpoint behind it yet: an old one signs beside it.
    Set<String> all = signed.signers();
    return keys.isEmpty() && after == null && signs(before, all::contains);
  }

  private static boolean signs(SignedRows.@Nullable Signed row, Predicate<String> which) {
    SignedRows.Note note = row == null ? null : row.signed();
    return note != null && note.signers().stream().anyMatch(which);
  }

  private void add(SignedRows.Signed row, Finding.Code code) {
    findings.add(
        new Finding(code, Math.max(0, row.size() - 1), "checkpoint %d".formatted(row.size())));
  }
}
