package org.sunshineledger.api.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.PlainText;

/**
 * Which column of a file is which field.
 *
 * @param row of the header, from 1
 * @param fields by the column's index from 0; null for a column that is not read
 * @param columns index of each field that is there
 */
record Header(int row, List<Field> fields, Map<String, Integer> columns) {

  /**
   * A column of the file.
   *
   * @param column what it is, or null when it is passed over
   * @param named whether it has a heading
   */
  record Field(@Nullable Column column, boolean named) {}

  /** A title, a place and a date may stand above it. */
  private static final int ROWS_LOOKED_AT = 10;

  /** Numbers of rows and remarks, which every list has and no order. */
  private static final Set<String> PASSED_OVER = Set.of("序号", "编号序列", "备注", "no.", "no", "note");

  /** A heading says what is below it; what is longer, or holds digits, may be somebody's name. */
  private static final int LONGEST_HEADING = 20;

  private static final int HEADINGS_OF_A_HEADER = 2;

  Header {
    columns = Map.copyOf(columns);
  }

  int column(Column column) {
    return columns.getOrDefault(column.field(), -1);
  }

  boolean has(Column column) {
    return columns.containsKey(column.field());
  }

  /** Looks for the header among the first rows of a file. */
  static final class Search {

    private final List<Column> columns;
    private final Map<String, Column> byName = new HashMap<>();
    private final Map<String, String> mapping = new LinkedHashMap<>();
    private final Flaws flaws;
    private int rows;

    /**
     * @param mapping headings of the file to fields, or to {@code -} to pass them over
     */
    Search(List<Column> columns, Map<String, String> mapping, Flaws flaws) {
      this.columns = columns;
      this.flaws = flaws;
      for (Column column : columns) column.names().forEach(name -> byName.put(name, column));
      mapping.forEach((heading, field) -> this.mapping.put(Column.plain(heading), field));
    }

    /** Whether it will not be found any more. */
    boolean isOver() {
      return rows >= ROWS_LOOKED_AT;
    }

    /** The header when this row is it, with everything that is wrong with it told. */
    @Nullable Header in(FileRow row) {
      rows++;
      long known = row.cells().stream().filter(cell -> isKnown(Column.plain(cell.text()))).count();
      int enough =
          (int) Math.min(HEADINGS_OF_A_HEADER, columns.stream().filter(Column::required).count());
      return known < enough ? null : read(row);
    }

    private boolean isKnown(String name) {
      return byName.containsKey(name) || mapping.containsKey(name);
    }

    private Header read(FileRow row) {
      Map<String, Integer> found = new HashMap<>();
      List<Field> fields = new ArrayList<>();
      Set<String> unmapped = new TreeSet<>(mapping.keySet());
      for (int i = 0; i < row.cells().size(); i++) {
        String name = Column.plain(row.cell(i).text());
        unmapped.remove(name);
        Column column = columnOf(name);
        fields.add(new Field(column, !name.isEmpty()));
        if (column == null) {
          if (!name.isEmpty() && !isPassedOver(name))
            flaws.cell(
                row.number(), i + 1, null, ImportFlaw.COLUMN_UNKNOWN, shown(row.cell(i).text()));
          continue;
        }
        if (found.putIfAbsent(column.field(), i) != null)
          flaws.cell(
              row.number(), i + 1, column.field(), ImportFlaw.COLUMN_TWICE, column.heading());
      }
      for (Column column : columns)
        if (column.required() && !found.containsKey(column.field()))
          flaws.found(
              new Flaws.Found(
                  null,
                  row.number(),
                  null,
                  column.field(),
                  ImportFlaw.COLUMN_MISSING.name(),
                  List.of(column.heading(), column.field())));
      for (String heading : unmapped)
        flaws.row(row.number(), ImportFlaw.MAPPED_COLUMN_MISSING, shown(heading));
      return new Header(row.number(), fields, found);
    }

    private @Nullable Column columnOf(String name) {
      String field = mapping.get(name);
      if (field == null) return byName.get(name);
      return columns.stream().filter(each -> each.field().equals(field)).findFirst().orElse(null);
    }

    private boolean isPassedOver(String name) {
      return PASSED_OVER.contains(name) || "-".equals(mapping.get(name));
    }

    /** A heading that may be told; else nothing. */
    private static String shown(String heading) {
      boolean harmless =
          heading.length() <= LONGEST_HEADING
              && PlainText.isPrintable(heading)
              && heading.chars().noneMatch(Character::isDigit);
      return harmless ? heading : "…";
    }
  }
}
