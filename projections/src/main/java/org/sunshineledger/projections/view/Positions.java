package org.sunshineledger.projections.view;

import java.util.Arrays;

/** Positions of facts, rising, as they come. */
final class Positions {

  private long[] values = new long[2];
  private int count;

  void add(long position) {
    if (count == values.length) values = Arrays.copyOf(values, 2 * count);
    values[count++] = position;
  }

  int count() {
    return count;
  }

  long at(int index) {
    return values[index];
  }

  /** The lowest. */
  long first() {
    return values[0];
  }
}
