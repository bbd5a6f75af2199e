package org.sunshineledger.api.imports;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, whatever the file is.
 *
 * @param number of the row in the sheet or of its first line in the text, from 1
 * @param cells from the first column on; {@link Value#EMPTY} where nothing stands
 */
record FileRow(int number, List<Value> cells) {

  /**
   * What stands in a cell.
   *
   * @param text stripped; of a number its digits as they are stored
   * @param number null for what is no number to the spreadsheet
   * @param broken a formula without a value
   */
  record Value(String text, @Nullable BigDecimal number, boolean broken) {

    static final Value EMPTY = new Value("", null, false);
    static final Value BROKEN = new Value("", null, true);

    static Value of(String text) {
      String stripped = text.strip();
      return stripped.isEmpty() ? EMPTY : new Value(stripped, null, false);
    }

    boolean isEmpty() {
      return text.isEmpty() && !broken;
    }
  }

  /** From 0; empty behind the last. */
  Value cell(int column) {
    return column < cells.size() ? cells.get(column) : Value.EMPTY;
  }

  boolean isBlank() {
    return cells.stream().allMatch(Value::isEmpty);
  }
}
