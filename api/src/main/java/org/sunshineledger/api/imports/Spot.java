package org.sunshineledger.api.imports;

import org.jspecify.annotations.Nullable;

/** Where in the file something stands, so that whoever made the file finds it again. */
sealed interface Spot {

  /** A JSON pointer (RFC 6901), e.g. {@code /sources/0/subtotal}. */
  record Pointer(String pointer) implements Spot {

    static final Pointer WHOLE = new Pointer("");

    /** The field below this place. */
    Pointer field(String name) {
      return new Pointer(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    Pointer element(int index) {
      return new Pointer(pointer + "/" + index);
    }

    @Override
    public String toString() {
      return pointer;
    }
  }

  /**
   * A cell, written as a formula would: {@code 分配表!D3}.
   *
   * @param row from 1
   * @param column from 1
   */
  record Cell(String sheet, int row, int column) implements Spot {

    private static final int LETTERS = 26;

    /** The column as its heading bar has it: A, B, … Z, AA. */
    String letters() {
      StringBuilder letters = new StringBuilder();
      for (int left = column; left > 0; left = (left - 1) / LETTERS)
        letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
      return letters.toString();
    }

    @Override
    public String toString() {
      return sheet + "!" + letters() + row;
    }
  }

  /**
   * A line of a text file, or one of its columns: {@code 7}, {@code 7:value}.
   *
   * @param line from 1
   * @param column null for the whole line
   */
  record Line(long line, @Nullable String column) implements Spot {

    @Override
    public String toString() {
      return column == null ? String.valueOf(line) : line + ":" + column;
    }
  }
}
