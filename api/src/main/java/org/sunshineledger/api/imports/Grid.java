package org.sunshineledger.api.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of a workbook as plain values.
 *
 * @param rows those that hold anything, from the top
 */
record Grid(String name, List<GridRow> rows) {

  /** A spreadsheet calculates with 15 digits and may store 1.1 as 1.1000000000000001. */
  private static final MathContext DIGITS = new MathContext(15);

  /** Days since the end of 1899 at the end of the year 9999: as far as spreadsheets count. */
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

  private static final ReadingOptions OPTIONS = new ReadingOptions(false, true);

  Grid {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param row its number, from 1
   * @param cells those that hold something, by column from 1
   */
  record GridRow(String sheet, int row, Map<Integer, Content> cells) {

    Spot spot(int column) {
      return new Spot.Cell(sheet, row, column);
    }

    boolean has(int column) {
      return cells.containsKey(column);
    }

    /** The text, or empty; a number that was typed where a text belongs is its digits. */
    String text(int column) {
      Content content = cells.get(column);
      return content == null ? "" : content.text();
    }
  }

  /**
   * What is in a cell.
   *
   * @param number null for what is no number
   * @param day the day the number stands for when it is one
   */
  record Content(String text, @Nullable BigDecimal number, @Nullable LocalDate day) {}

  /**
   * All sheets of a workbook.
   *
   * @throws Parts.TooLarge when it holds too much
   * @throws IOException when it cannot be read
   */
  static List<Grid> sheets(byte[] file, int mostRows) throws IOException {
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(Parts.within(file)), OPTIONS)) {
      List<Grid> sheets = new ArrayList<>();
      for (Sheet sheet : workbook.getSheets().toList()) sheets.add(grid(sheet, mostRows));
      return sheets;
    } catch (RuntimeException e) {
      // The libraries say by many exceptions that a part is not what it should be.
      throw new IOException("no workbook", e);
    }
  }

  private static Grid grid(Sheet sheet, int mostRows) throws IOException {
    List<GridRow> rows = new ArrayList<>();
    try (Stream<Row> stream = sheet.openStream()) {
      for (Row row : (Iterable<Row>) stream::iterator) {
        Map<Integer, Content> cells = new LinkedHashMap<>();
        for (Cell cell : row) {
          Content content = cell == null ? null : content(cell);
          if (content != null) cells.put(cell.getColumnIndex() + 1, content);
        }
        if (cells.isEmpty()) continue;
        if (rows.size() == mostRows) throw new Parts.TooLarge("> " + mostRows + " rows");
        rows.add(new GridRow(sheet.getName(), row.getRowNum(), cells));
      }
    }
    return new Grid(sheet.getName(), rows);
  }

  /** Null for an empty cell. */
  private static @Nullable Content content(Cell cell) {
    if (cell.getValue() instanceof BigDecimal exact) {
      BigDecimal number = exact.round(DIGITS).stripTrailingZeros();
      boolean plain = Math.abs((long) number.scale()) <= DIGITS.getPrecision();
      return new Content(
          plain ? number.toPlainString() : number.toString(),
          number,
          cell.getType() == CellType.NUMBER ? day(cell, number) : null);
    }
    // A formula that was never calculated is something all the same.
    Object value = cell.getValue();
    String text = value == null ? "" : value.toString().strip();
    if (!text.isEmpty()) return new Content(text, null, null);
    return cell.getType() == CellType.FORMULA || cell.getType() == CellType.ERROR
        ? new Content("#", null, null)
        : null;
  }

  private static @Nullable LocalDate day(Cell cell, BigDecimal number) {
    return number.signum() > 0 && number.compareTo(LAST_DAY) <= 0
        ? cell.asDate().toLocalDate()
        : null;
  }
}
