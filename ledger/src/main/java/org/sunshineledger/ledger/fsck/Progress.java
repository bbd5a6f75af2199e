package org.sunshineledger.ledger.fsck;

/** Is told how far a check is, some hundred times at most a second, on the checking thread. */
@FunctionalInterface
public interface Progress {

  /**
   * So many facts are checked.
   *
   * @param total how many there are in the snapshot that is judged
   */
  void checked(long facts, long total);
}
