package org.sunshineledger.api.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;

/** The first visible sheet of a workbook, row by row; of a formula its calculated value. */
final class WorkbookRows implements Rows {

  private static final ReadingOptions OPTIONS = new ReadingOptions(false, true);

  /** A spreadsheet calculates with 15 digits and may store 1.1 as 1.1000000000000001. */
  private static final MathContext DIGITS = new MathContext(15);

  private final byte[] file;
  private final Values values;
  private boolean from1904;

  /**
   * @throws Faulty when it is no workbook, or comes to too much once it is unpacked
   */
  WorkbookRows(byte[] file, Values values) {
    this.file = file;
    this.values = values;
    try {
      Parts.require(file, Parts.LARGE);
    } catch (Parts.TooLarge e) {
      throw Faulty.of(Fault.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // The libraries say by many exceptions that a part is not what it should be.
      throw notXlsx();
    }
  }

  private Faulty notXlsx() {
    return values.malformed(Spot.Pointer.WHOLE.field("body"), "not-xlsx");
  }

  @Override
  public boolean countsFrom1904() {
    return from1904;
  }

  @Override
  public void each(Consumer<FileRow> row) throws IOException {
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(file), OPTIONS)) {
      from1904 = workbook.isDate1904();
      Sheet sheet =
          workbook
              .getSheets()
              .filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
              .findFirst()
              .orElseThrow(this::notXlsx);
      try (Stream<Row> rows = sheet.openStream()) {
        for (Row each : (Iterable<Row>) rows::iterator) {
          FileRow read = read(each);
          if (!read.isBlank()) row.accept(read);
        }
      }
    } catch (Faulty e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (e instanceof RuntimeException unforeseen && isOurs(unforeseen)) throw unforeseen;
      throw notXlsx();
    }
  }

  /** What the reader of the rows threw is no fault of the file. */
  private static boolean isOurs(RuntimeException e) {
    for (StackTraceElement step : e.getStackTrace()) {
      if (step.getClassName().startsWith("org.dhatim.")) return false;
      if (step.getClassName().startsWith("org.sunshineledger."))
        return !step.getClassName().equals(WorkbookRows.class.getName());
    }
    return false;
  }

  private static FileRow read(Row row) {
    List<FileRow.Value> cells = new ArrayList<>();
    for (Cell cell : row) {
      if (cells.size() > MOST_COLUMNS) break;
      cells.add(value(cell));
    }
    return new FileRow(row.getRowNum(), cells);
  }

  private static FileRow.Value value(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) return FileRow.Value.EMPTY;
    if (cell.getType() == CellType.ERROR) return FileRow.Value.BROKEN;
    Object value = cell.getValue();
    if (value instanceof BigDecimal exact) {
      BigDecimal number = exact.round(DIGITS).stripTrailingZeros();
      boolean plain = Math.abs((long) number.scale()) <= 2L * DIGITS.getPrecision();
      return new FileRow.Value(plain ? number.toPlainString() : "0", exact, !plain);
    }
    if (cell.getType() == CellType.FORMULA) return ofFormula(value);
    String text = value == null ? "" : value.toString();
    return FileRow.Value.of(text.length() > LONGEST_CELL ? CsvRows.cut(text) : text);
  }

  /** The library gives a formula's value as a text, whatever it is. */
  private static FileRow.Value ofFormula(@Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() || text.startsWith("#") || text.length() > LONGEST_CELL
        ? FileRow.Value.BROKEN
        : FileRow.Value.of(text);
  }
}
