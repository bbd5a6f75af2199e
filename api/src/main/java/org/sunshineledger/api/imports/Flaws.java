package org.sunshineledger.api.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where everything that is wrong with a file is told, as it is read. */
interface Flaws {

  /**
   * One thing that is wrong.
   *
   * @param unit number of the order that would be refused, or null for what is wrong with a row
   * @param row its number from 1
   * @param place letters of the column, or null for the whole row
   * @param field the field that the column is, or null
   * @param code of {@link ImportFlaw}, of a door or of a rule
   * @param arguments what its text names; never what stands in a cell
   */
  record Found(
      @Nullable Integer unit,
      int row,
      @Nullable String place,
      @Nullable String field,
      String code,
      List<String> arguments) {

    public Found {
      arguments = List.copyOf(arguments);
    }
  }

  void found(Found found);

  /** Something wrong with a whole row. */
  default void row(int row, ImportFlaw code, Object... arguments) {
    found(new Found(null, row, null, null, code.name(), texts(arguments)));
  }

  /** Something wrong in one cell, or with a column where the row is that of the header. */
  default void cell(
      int row, int column, @Nullable String field, ImportFlaw code, Object... arguments) {
    String place = new Spot.Cell("", row, column).letters();
    found(new Found(null, row, place, field, code.name(), texts(arguments)));
  }

  private static List<String> texts(Object... arguments) {
    return List.of(arguments).stream().map(String::valueOf).toList();
  }
}
