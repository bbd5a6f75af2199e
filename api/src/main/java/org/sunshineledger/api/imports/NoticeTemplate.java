package org.sunshineledger.api.imports;

import java.io.IOException;
import java.io.OutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Excluded;
import org.sunshineledger.api.imports.AllocationNotice.Line;
import org.sunshineledger.api.imports.AllocationNotice.Pair;
import org.sunshineledger.api.imports.AllocationNotice.Source;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.ledger.fund.FundingLevel;

/** Writes a notice as the workbook that {@link NoticeWorkbook} reads. */
final class NoticeTemplate {

  private static final double WIDTH = 22;

  private final AllocationNotice notice;
  private final Worksheet sheet;

  /** From 1, as in {@link NoticeWorkbook}; the library counts from 0. */
  private int row = 1;

  private NoticeTemplate(AllocationNotice notice, Worksheet sheet) {
    this.notice = notice;
    this.sheet = sheet;
  }

  static void write(AllocationNotice notice, OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(out, "Sunshine Ledger", "1.0")) {
      new NoticeTemplate(notice, workbook.newWorksheet(NoticeWorkbook.LINES)).lines();
      about(notice, workbook.newWorksheet(NoticeWorkbook.ABOUT));
    }
  }

  private void lines() {
    for (int column = 1; column <= NoticeWorkbook.HEADINGS.size(); column++) {
      text(column, NoticeWorkbook.HEADINGS.get(column - 1));
      sheet.style(0, column - 1).bold().set();
      sheet.width(column - 1, WIDTH);
    }
    for (Source source : notice.sources()) {
      for (Line line : source.lines()) line(source.level(), line);
      sum(Terms.SUBTOTAL, source.subtotal());
    }
    sum(Terms.HIGHER_LEVELS, notice.higherLevels());
    sum(Terms.TOTAL, notice.total());
    for (Pair pair : notice.pairs()) {
      row++;
      text(NoticeWorkbook.LEVEL, Terms.DOCUMENT_NUMBERS);
      cited(NoticeWorkbook.HIGHER, pair.higher());
      cited(NoticeWorkbook.CITY, pair.city());
    }
  }

  private void line(FundingLevel level, Line line) {
    row++;
    text(NoticeWorkbook.LEVEL, Terms.of(level));
    cited(NoticeWorkbook.HIGHER, line.higher());
    cited(NoticeWorkbook.CITY, line.city());
    stated(NoticeWorkbook.AMOUNT, line.amount());
    boolean first = true;
    for (Excluded part : line.excluded()) {
      if (!first) row++;
      text(NoticeWorkbook.EXCLUDED_REGION, part.region().code());
      stated(NoticeWorkbook.EXCLUDED_AMOUNT, part.amount());
      first = false;
    }
  }

  private void sum(String word, @Nullable Stated stated) {
    if (stated == null) return;
    row++;
    text(NoticeWorkbook.LEVEL, word);
    stated(NoticeWorkbook.AMOUNT, stated);
  }

  private void cited(int column, @Nullable Cited cited) {
    if (cited != null) text(column, cited.text());
  }

  private void text(int column, String text) {
    sheet.value(row - 1, column - 1, text);
  }

  private void stated(int column, Stated stated) {
    sheet.value(row - 1, column - 1, notice.unit().figure(stated.amount()));
  }

  private static void about(AllocationNotice notice, Worksheet sheet) {
    Basis basis = notice.basis();
    sheet.value(0, 0, NoticeWorkbook.TITLE);
    sheet.value(0, 1, notice.title());
    sheet.value(1, 0, NoticeWorkbook.PUBLISHED);
    sheet.value(1, 1, notice.published());
    sheet.style(1, 1).format("yyyy-mm-dd").set();
    sheet.value(2, 0, NoticeWorkbook.UNIT);
    sheet.value(2, 1, notice.unit().chinese());
    sheet.value(3, 0, NoticeWorkbook.BASIS);
    if (basis != null) sheet.value(3, 1, basis.chinese());
    sheet.width(1, 2 * WIDTH);
  }
}
