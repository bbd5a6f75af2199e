package org.sunshineledger.projections.view;

import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Is told of every page that changed rows of a view, once it is committed, for whoever measures it.
 * It is called on the thread that folds, so it must be quick; what it throws is logged and does no
 * harm.
 */
@FunctionalInterface
public interface FoldWatch {

  /**
   * @param view its name
   * @param positions of the page's facts that touched rows, some of them several times
   * @param rows how many rows they touched, at least one
   * @param nanos from the first look at the page until its commit
   */
  void folded(String view, Supplier<LongStream> positions, int rows, long nanos);
}
