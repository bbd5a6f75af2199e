package org.sunshineledger.api.imports;

/**
 * What can be wrong with a file of rows before any rule is asked. The names are published codes:
 * add, never rename. What is wrong and what to do stands in the message bundles under {@code
 * ImportFlaw.<code>} and {@code ImportFlaw.<code>.remedy}.
 */
public enum ImportFlaw {
  /** None of the first rows names the columns. */
  HEADER_MISSING,
  COLUMN_UNKNOWN,
  COLUMN_MISSING,
  /** Two columns are the same field. */
  COLUMN_TWICE,
  /** A mapping names a column that the file has not. */
  MAPPED_COLUMN_MISSING,
  NO_ROWS,
  CELL_EMPTY,
  /** A cell holds something under no heading. */
  CELL_WITHOUT_HEADING,
  CELL_TOO_LONG,
  CELL_UNPRINTABLE,
  /** A formula that was not calculated, or that came to an error. */
  FORMULA_WITHOUT_VALUE,
  /** Digits that the spreadsheet has rounded away. */
  NUMBER_ROUNDED,
  CODE_IRREGULAR,
  /** The number of an identity card where none belongs. */
  ID_NUMBER_MISPLACED,
  WORD_UNKNOWN,
  DAY_IRREGULAR,
  DAY_TO_COME,
  NUMBER_IRREGULAR,
  AMOUNT_IRREGULAR,
  AMOUNT_FINER_THAN_FEN,
  AMOUNT_TOO_LARGE,
  /** The same person, household, list… stands in another row, away from this one. */
  ROW_TWICE,
  PERSON_TWICE,
  /** Rows that belong together say different things of what they have in common. */
  ROWS_DISAGREE,
  TOO_MANY_ROWS_TOGETHER,
  /** Nothing is wrong with the row, but with another one it belongs to. */
  ANOTHER_ROW_WRONG
}
