package org.sunshineledger.projections.view;

/**
 * A part of all keys, by a hash of their text: where the rows of a view do not fit into memory, it
 * is built slice by slice.
 *
 * @param from the first slot, from 0
 * @param to the slot behind the last, to {@link #SLOTS}
 */
record Slice(int from, int to) {

  static final int SLOTS = 1 << 16;

  static final Slice ALL = new Slice(0, SLOTS);

  boolean holds(String key) {
    int slot = slot(key);
    return slot >= from && slot < to;
  }

  /** A number from 0 to below {@link #SLOTS}, evenly spread. */
  static int slot(String key) {
    // The low bits of a string's hash are those of its last letters.
    int hash = key.hashCode() * 0x9E37_79B9;
    return hash >>> 16;
  }

  boolean contains(Slice other) {
    return from <= other.from && other.to <= to;
  }

  boolean canBeHalved() {
    return to - from > 1;
  }

  Slice lower() {
    return new Slice(from, (from + to) / 2);
  }

  Slice upper() {
    return new Slice((from + to) / 2, to);
  }

  /** {@code from-to}. */
  @Override
  public String toString() {
    return from + "-" + to;
  }

  static Slice parse(String text) {
    int dash = text.indexOf('-');
    return new Slice(
        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }
}
