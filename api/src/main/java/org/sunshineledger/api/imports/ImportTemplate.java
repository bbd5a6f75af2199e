package org.sunshineledger.api.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Texts;

/** An empty list to begin with, and beside it what belongs into each column. */
@Component
final class ImportTemplate {

  private static final double WIDTH = 22;
  private static final int ROWS_AS_TEXT = 2_000;

  private final Words words;
  private final Texts texts;

  ImportTemplate(Words words, Texts texts) {
    this.words = words;
    this.texts = texts;
  }

  void csv(ImportKind kind, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    // Without the mark a spreadsheet takes it for the encoding of its own system.
    writer.write('\ufeff');
    Cautious.line(writer, kind.columns().stream().map(Column::heading).toList());
    writer.flush();
  }

  void xlsx(ImportKind kind, OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(out, "Sunshine Ledger", "1.0")) {
      list(kind.columns(), workbook.newWorksheet(texts.of("imports.kind." + kind.name())));
      explanation(kind.columns(), workbook.newWorksheet(texts.of("imports.template.about")));
    }
  }

  private static void list(List<Column> columns, Worksheet sheet) {
    for (int i = 0; i < columns.size(); i++) {
      sheet.value(0, i, columns.get(i).heading());
      sheet.style(0, i).bold().set();
      sheet.width(i, WIDTH);
      // As text, or a long number loses its last digits.
      sheet.range(1, i, ROWS_AS_TEXT, i).style().format("@").set();
    }
    sheet.freezePane(0, 1);
  }

  private void explanation(List<Column> columns, Worksheet sheet) {
    List<String> headings =
        List.of("heading", "field", "required", "example", "choices", "alsoCalled");
    for (int i = 0; i < headings.size(); i++) {
      sheet.value(0, i, texts.of("imports.template." + headings.get(i)));
      sheet.style(0, i).bold().set();
      sheet.width(i, WIDTH);
    }
    for (int row = 1; row <= columns.size(); row++) {
      Column column = columns.get(row - 1);
      sheet.value(row, 0, column.heading());
      sheet.value(row, 1, column.field());
      sheet.value(row, 2, texts.of(column.required() ? "imports.yes" : "imports.no"));
      sheet.value(row, 3, column.example());
      sheet.value(row, 4, column.choices(words).collect(Collectors.joining("、")));
      sheet.value(row, 5, String.join("、", column.alsoCalled()));
    }
    sheet.value(columns.size() + 2, 0, texts.of("imports.template.hint"));
  }
}
