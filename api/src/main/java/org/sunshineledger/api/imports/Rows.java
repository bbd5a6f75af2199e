package org.sunshineledger.api.imports;

import java.io.IOException;
import java.util.function.Consumer;

/** The rows of a file from the top, one after the other: the file is never there as a whole. */
interface Rows {

  /** More columns than any list has. */
  int MOST_COLUMNS = 64;

  /** As long as a cell may be; what is longer is cut here and found by whoever reads it. */
  int LONGEST_CELL = 1_000;

  /**
   * Reads all rows that hold anything.
   *
   * @throws org.sunshineledger.api.web.Faulty when the file is not what it says it is
   */
  void each(Consumer<FileRow> row) throws IOException;

  /** Whether days are counted from 1904, as old spreadsheets of one maker do. */
  default boolean countsFrom1904() {
    return false;
  }
}
