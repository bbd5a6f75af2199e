package org.sunshineledger.ledger.fsck;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.journal.UnknownFactType;

/** What each row tells by itself. It keeps nothing, so several threads may use one. */
final class FactCheck {

  private static final int SALT_BYTES = 32;

  /**
   * @param leafHash of the entry as it follows from the row; null where it does not
   * @param stored beside the row; null where it is empty
   */
  record Leaf(long position, byte @Nullable [] leafHash, byte @Nullable [] stored) {}

  record Checked(List<Leaf> leaves, List<Finding> findings) {}

  private final FactCodec codec;

  FactCheck(FactCodec codec) {
    this.codec = codec;
  }

  Checked check(List<Row> page) {
    List<Leaf> leaves = new ArrayList<>(page.size());
    List<Finding> findings = new ArrayList<>();
    for (Row row : page) leaves.add(new Leaf(row.position(), check(row, findings), row.leaf()));
    return new Checked(leaves, findings);
  }

  private byte @Nullable [] check(Row row, List<Finding> findings) {
    StoredFact fact = row.fact();
    if (fact == null || row.leaf() == null)
      findings.add(Finding.at(row.position(), Finding.Code.VALUE_MISSING));
    if (fact == null) return null;
    if (fact.salt().length != SALT_BYTES)
      findings.add(Finding.at(row.position(), Finding.Code.SALT_MALFORMED, fact.type()));
    checkDetail(fact, findings);
    byte[] leafHash = leafHash(fact);
    if (row.leaf() != null && !Arrays.equals(leafHash, row.leaf()))
      findings.add(Finding.at(row.position(), Finding.Code.LEAF_DIFFERS, fact.type()));
    return leafHash;
  }

  /** The detail names id, stream, sequence and type of its row, and is a fact of that type. */
  private void checkDetail(StoredFact fact, List<Finding> findings) {
    try {
      codec.decode(fact);
    } catch (UnknownFactType e) {
      findings.add(Finding.at(fact.position(), Finding.Code.UNKNOWN_TYPE, fact.type()));
    } catch (RuntimeException e) {
      // Its message may quote the detail or the stream, so only the kind of it is told.
      findings.add(Finding.at(fact.position(), Finding.Code.DETAIL_CONTRADICTS_ROW, fact.type()));
    }
  }

  private static byte @Nullable [] leafHash(StoredFact fact) {
    try {
      return fact.leaf();
    } catch (DateTimeException e) {
      // PostgreSQL's infinity has no entry.
      return null;
    }
  }
}
