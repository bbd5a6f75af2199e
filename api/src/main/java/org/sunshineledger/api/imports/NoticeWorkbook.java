package org.sunshineledger.api.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Excluded;
import org.sunshineledger.api.imports.AllocationNotice.Line;
import org.sunshineledger.api.imports.AllocationNotice.Pair;
import org.sunshineledger.api.imports.AllocationNotice.Source;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.api.imports.Grid.Content;
import org.sunshineledger.api.imports.Grid.GridRow;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fund.FundingLevel;

/**
 * Reads a notice from a workbook (xlsx): one sheet of lines as an office would write them, and a
 * small one that says what it is about. {@link NoticeTemplate} writes such a workbook.
 */
@Component
final class NoticeWorkbook {

  static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  static final String LINES = "分配表";
  static final String ABOUT = "说明";

  static final List<String> HEADINGS = List.of("级次", "上级文号", "市级文号", "金额", "不含地区", "不含金额");
  static final int LEVEL = 1;
  static final int HIGHER = 2;
  static final int CITY = 3;
  static final int AMOUNT = 4;
  static final int EXCLUDED_REGION = 5;
  static final int EXCLUDED_AMOUNT = 6;

  static final String TITLE = "名称";
  static final String PUBLISHED = "公布日期";
  static final String UNIT = "单位";
  static final String BASIS = "口径";
  private static final List<String> LABELS = List.of(TITLE, PUBLISHED, UNIT, BASIS);

  /** What is excluded from a line may take more rows, and so may totals and document numbers. */
  private static final int MOST_ROWS = 2 * Values.MOST_LINES;

  /** An amount that was typed as text; what else a text may be is not guessed. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,25}(\\.\\d{1,25})?");

  private final Values values;

  NoticeWorkbook(Values values) {
    this.values = values;
  }

  AllocationNotice read(byte[] file) {
    List<Grid> sheets = sheets(file);
    Grid about =
        sheets.stream()
            .filter(sheet -> sheet.name().equals(ABOUT))
            .findFirst()
            .orElseThrow(() -> values.malformed(new Spot.Pointer("body"), "no-sheet", ABOUT));
    List<Grid> others = sheets.stream().filter(sheet -> !sheet.name().equals(ABOUT)).toList();
    if (others.size() != 1) throw values.malformed(new Spot.Pointer("body"), "two-sheets", ABOUT);
    About head = new About(about);
    Unit unit = head.unit();
    Lines lines = new Lines(others.getFirst(), unit);
    return new AllocationNotice(
        head.title(),
        head.published(),
        unit,
        head.basis(),
        head.basisSpot(),
        lines.sources,
        lines.higherLevels,
        lines.total(),
        lines.pairs);
  }

  private List<Grid> sheets(byte[] file) {
    try {
      return Grid.sheets(file, MOST_ROWS);
    } catch (Parts.TooLarge e) {
      throw Faulty.of(Fault.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw values.malformed(new Spot.Pointer("body"), "not-xlsx");
    }
  }

  /** 说明: a label in the first column and its value in the second. */
  private final class About {

    private final Grid sheet;
    private final Map<String, GridRow> rows = new HashMap<>();

    About(Grid sheet) {
      this.sheet = sheet;
      for (GridRow row : sheet.rows()) {
        String label = row.text(1);
        if (!LABELS.contains(label))
          throw values.malformed(row.spot(1), "other-word", String.join("、", LABELS));
        for (int column : row.cells().keySet())
          if (column > 2) throw values.malformed(row.spot(column), "unknown-column");
        if (rows.put(label, row) != null) throw values.malformed(row.spot(1), "twice");
      }
    }

    private GridRow required(String label) {
      GridRow row = rows.get(label);
      if (row == null)
        throw values.malformed(new Spot.Cell(sheet.name(), after(), 1), "no-row", label);
      if (!row.has(2)) throw values.malformed(row.spot(2), "missing");
      return row;
    }

    /** The first row below what there is. */
    private int after() {
      return sheet.rows().isEmpty() ? 1 : sheet.rows().getLast().row() + 1;
    }

    String title() {
      GridRow row = required(TITLE);
      return values.title(row.text(2), row.spot(2));
    }

    LocalDate published() {
      GridRow row = required(PUBLISHED);
      Content content = row.cells().get(2);
      LocalDate day = content == null ? null : content.day();
      return values.published(
          day == null ? values.day(row.text(2), row.spot(2)) : day, row.spot(2));
    }

    Unit unit() {
      GridRow row = required(UNIT);
      return values.unit(row.text(2), row.spot(2));
    }

    @Nullable Basis basis() {
      GridRow row = rows.get(BASIS);
      return row == null || !row.has(2) ? null : values.basis(row.text(2), row.spot(2));
    }

    Spot basisSpot() {
      GridRow row = rows.get(BASIS);
      return row == null ? new Spot.Cell(sheet.name(), after(), 1) : row.spot(2);
    }
  }

  /** The sheet of lines, read from the top: each level's lines, its 小计, and at the end 总计. */
  private final class Lines {

    private final Grid sheet;
    private final Unit unit;

    final List<Source> sources = new ArrayList<>();
    final List<Pair> pairs = new ArrayList<>();
    @Nullable Stated higherLevels;
    private @Nullable Stated total;

    private final Set<FundingLevel> seen = EnumSet.noneOf(FundingLevel.class);
    private @Nullable FundingLevel level;
    private @Nullable Spot levelSpot;
    private final List<Line> open = new ArrayList<>();

    Lines(Grid sheet, Unit unit) {
      this.sheet = sheet;
      this.unit = unit;
      requireHeadings();
      sheet.rows().stream().skip(1).forEach(this::take);
      close(null);
      if (sources.isEmpty()) throw values.malformed(below(), "no-lines");
    }

    private void requireHeadings() {
      GridRow first =
          sheet.rows().isEmpty() ? new GridRow(sheet.name(), 1, Map.of()) : sheet.rows().getFirst();
      for (int column = 1; column <= HEADINGS.size(); column++)
        if (!first.text(column).equals(HEADINGS.get(column - 1)))
          throw values.malformed(first.spot(column), "heading", HEADINGS.get(column - 1));
    }

    private void take(GridRow row) {
      for (int column : row.cells().keySet())
        if (column > HEADINGS.size()) throw values.malformed(row.spot(column), "unknown-column");
      String word = row.text(LEVEL);
      switch (word) {
        case "" -> continueLevel(row);
        case Terms.SUBTOTAL -> {
          if (level == null) throw values.malformed(row.spot(LEVEL), "subtotal-of-nothing");
          close(only(row));
        }
        case Terms.HIGHER_LEVELS -> {
          if (higherLevels != null) throw values.malformed(row.spot(LEVEL), "twice");
          close(null);
          higherLevels = only(row);
        }
        case Terms.TOTAL -> {
          if (total != null) throw values.malformed(row.spot(LEVEL), "twice");
          close(null);
          total = only(row);
        }
        case Terms.DOCUMENT_NUMBERS -> {
          requireEmpty(row, AMOUNT, EXCLUDED_REGION, EXCLUDED_AMOUNT);
          pairs.add(new Pair(cited(row, HIGHER), cited(row, CITY)));
        }
        default -> {
          begin(
              Terms.level(word)
                  .orElseThrow(() -> values.malformed(row.spot(LEVEL), "other-word", words())),
              row);
          open.add(line(row));
        }
      }
    }

    private static String words() {
      List<String> words = new ArrayList<>();
      for (FundingLevel each : FundingLevel.values()) words.add(Terms.of(each));
      words.addAll(
          List.of(Terms.SUBTOTAL, Terms.HIGHER_LEVELS, Terms.TOTAL, Terms.DOCUMENT_NUMBERS));
      return String.join("、", words);
    }

    /** The level is often one merged cell; and what a line excludes may take several rows. */
    private void continueLevel(GridRow row) {
      if (level == null) throw values.malformed(row.spot(LEVEL), "missing");
      if (row.has(AMOUNT)) {
        open.add(line(row));
      } else {
        requireEmpty(row, HIGHER, CITY);
        open.add(open.removeLast().and(excluded(row)));
      }
    }

    private void begin(FundingLevel next, GridRow row) {
      if (next == level) return;
      close(null);
      if (!seen.add(next)) throw values.malformed(row.spot(LEVEL), "twice");
      level = next;
      levelSpot = row.spot(LEVEL);
    }

    private void close(@Nullable Stated subtotal) {
      FundingLevel closed = level;
      Spot spot = levelSpot;
      if (closed != null && spot != null) sources.add(new Source(closed, open, subtotal, spot));
      level = null;
      levelSpot = null;
      open.clear();
    }

    private Line line(GridRow row) {
      return new Line(
          stated(row, AMOUNT),
          row.has(HIGHER) ? cited(row, HIGHER) : null,
          row.has(CITY) ? cited(row, CITY) : null,
          row.has(EXCLUDED_REGION) || row.has(EXCLUDED_AMOUNT)
              ? List.of(excluded(row))
              : List.of());
    }

    private Excluded excluded(GridRow row) {
      requireFilled(row, EXCLUDED_REGION);
      return new Excluded(
          values.region(row.text(EXCLUDED_REGION), row.spot(EXCLUDED_REGION)),
          stated(row, EXCLUDED_AMOUNT));
    }

    private Cited cited(GridRow row, int column) {
      requireFilled(row, column);
      return values.cited(row.text(column), row.spot(column));
    }

    /** The amount of a row that holds nothing else. */
    private Stated only(GridRow row) {
      requireEmpty(row, HIGHER, CITY, EXCLUDED_REGION, EXCLUDED_AMOUNT);
      return stated(row, AMOUNT);
    }

    private Stated stated(GridRow row, int column) {
      requireFilled(row, column);
      BigDecimal number =
          number(row, column).orElseThrow(() -> values.malformed(row.spot(column), "no-number"));
      return values.stated(number, unit, row.spot(column));
    }

    private static Optional<BigDecimal> number(GridRow row, int column) {
      Content content = row.cells().get(column);
      if (content != null && content.number() != null) return Optional.of(content.number());
      return PLAIN_NUMBER.matcher(row.text(column)).matches()
          ? Optional.of(new BigDecimal(row.text(column)))
          : Optional.empty();
    }

    private void requireFilled(GridRow row, int column) {
      if (!row.has(column)) throw values.malformed(row.spot(column), "missing");
    }

    private void requireEmpty(GridRow row, int... columns) {
      for (int column : columns)
        if (row.has(column)) throw values.malformed(row.spot(column), "not-empty");
    }

    Stated total() {
      if (total == null) throw values.malformed(below(), "no-row", Terms.TOTAL);
      return total;
    }

    /** Where what is missing at the end would stand. */
    private Spot below() {
      int last = sheet.rows().isEmpty() ? 1 : sheet.rows().getLast().row();
      return new Spot.Cell(sheet.name(), last + 1, LEVEL);
    }
  }
}
