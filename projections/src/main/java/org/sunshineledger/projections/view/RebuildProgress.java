package org.sunshineledger.projections.view;

/** Is told how far a rebuild is. */
@FunctionalInterface
public interface RebuildProgress {

  /**
   * @param done facts that were read or folded
   * @param of so many; more where rows do not fit into memory
   */
  void reached(long done, long of);
}
