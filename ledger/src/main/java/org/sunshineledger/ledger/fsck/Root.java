package org.sunshineledger.ledger.fsck;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.CompactRange;
import org.sunshineledger.ledger.log.TreeHead;

/** The root of the log over the facts, and whether it once was the noted one. */
final class Root {

  private final Findings findings;
  private final @Nullable TreeHead noted;
  private final CompactRange range = new CompactRange();
  private boolean whole = true;

  Root(Findings findings, @Nullable TreeHead noted) {
    this.findings = findings;
    this.noted = noted;
    compare();
  }

  void append(List<FactCheck.Leaf> leaves) {
    for (FactCheck.Leaf leaf : leaves) {
      byte[] leafHash = leaf.leafHash();
      // Behind a gap no leaf has its place any more.
      if (leafHash == null || leaf.position() != range.size()) whole = false;
      if (!whole || leafHash == null) return;
      range.append(leafHash);
      compare();
    }
  }

  /** From a root alone nobody can tell which of the facts before it differs. */
  private void compare() {
    if (noted == null || noted.size() != range.size() || noted.equals(range.head())) return;
    findings.add(Finding.at(Math.max(0, noted.size() - 1), Finding.Code.ROOT_DIFFERS));
  }

  /** Null when the facts have a gap. */
  @Nullable TreeHead head() {
    return whole ? range.head() : null;
  }
}
