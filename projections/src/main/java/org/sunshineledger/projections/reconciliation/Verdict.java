package org.sunshineledger.projections.reconciliation;

/** What the ledger says to a published figure. */
public enum Verdict {
  /** The replayed figure is another. */
  CONTRADICTED("不符"),
  /** The published figure counts something else than the replayed one, or nothing that is known. */
  UNIT_MISMATCH("单位不符"),
  /** The replayed figure agrees, and comes from facts that were not made for it. */
  CONSISTENT("相符"),
  /** The replayed figure agrees, but comes from made-up facts that were made to fit it. */
  BY_CONSTRUCTION("按构造相符"),
  /** The ledger holds nothing on it, or not yet. */
  NOT_REPLAYABLE("无从重放");

  private final String chinese;

  Verdict(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }
}
