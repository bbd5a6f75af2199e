package org.sunshineledger.projections.view;

import java.util.List;

/**
 * A row that is not the same at two moments.
 *
 * @param fields what differs, value by value; of a row that is added or gone all of its fields
 * @param synthetic whether any fact of the row at either moment is made up
 */
public record RowDifference(
    String key, Kind kind, List<FieldDifference> fields, boolean synthetic) {

  /** What became of the row. */
  public enum Kind {
    /** Its facts said nothing yet at the first moment. */
    ADDED,
    /** It was there at the first moment only, as of an earlier day or less was known. */
    GONE,
    CHANGED
  }

  public RowDifference {
    fields = List.copyOf(fields);
  }
}
