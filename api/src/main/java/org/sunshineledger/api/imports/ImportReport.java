package org.sunshineledger.api.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.Outcome;
import org.sunshineledger.api.imports.ImportPage.Told;
import org.sunshineledger.api.web.Texts;

/** What became of each row, to be laid beside the file. */
@Component
final class ImportReport {

  private static final int UNITS_AT_ONCE = 1_000;
  private static final List<String> COLUMNS =
      List.of("row", "outcome", "code", "place", "field", "text", "remedy", "position");

  private final ImportStore store;
  private final ImportPage page;
  private final FlawTexts flaws;
  private final Texts texts;

  ImportReport(ImportStore store, ImportPage page, FlawTexts flaws, Texts texts) {
    this.store = store;
    this.page = page;
    this.flaws = flaws;
    this.texts = texts;
  }

  private interface Line {
    void write(List<String> cells) throws IOException;
  }

  void csv(Import one, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\ufeff');
    each(one, cells -> Cautious.line(writer, cells));
    writer.flush();
  }

  void xlsx(Import one, OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(out, "Sunshine Ledger", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(texts.of("imports.report"));
      int[] row = {0};
      each(
          one,
          cells -> {
            for (int i = 0; i < cells.size(); i++)
              // Not shared: the library keeps shared texts until the end.
              sheet.inlineString(row[0], i, cells.get(i));
            if (++row[0] % UNITS_AT_ONCE == 0) sheet.flush();
          });
    }
  }

  private void each(Import one, Line line) throws IOException {
    line.write(COLUMNS.stream().map(column -> texts.of("imports.report." + column)).toList());
    int after = -1;
    List<ImportStore.Ended> units = store.units(one.id(), after, UNITS_AT_ONCE);
    if (units.isEmpty())
      for (ImportStore.Numbered each : store.problems(one.id(), 0, ImportStore.MOST_PROBLEMS))
        line.write(problem(each.found().row(), "BAD", page.told(each.found())));
    while (!units.isEmpty()) {
      Map<Integer, List<Told>> problems = problems(one, units);
      for (ImportStore.Ended unit : units) unit(unit, problems, line);
      after = units.getLast().number();
      units = store.units(one.id(), after, UNITS_AT_ONCE);
    }
  }

  private Map<Integer, List<Told>> problems(Import one, List<ImportStore.Ended> units) {
    Map<Integer, List<Told>> byRow = new HashMap<>();
    store
        .problemsBetween(one.id(), units.getFirst().firstRow(), units.getLast().lastRow())
        .forEach(each ->
            byRow
                .computeIfAbsent(each.found().row(), _ -> new ArrayList<>())
                .add(page.told(each.found())));
    return byRow;
  }

  private void unit(ImportStore.Ended unit, Map<Integer, List<Told>> problems, Line line)
      throws IOException {
    Outcome outcome = unit.outcome();
    for (int row = unit.firstRow(); row <= unit.lastRow(); row++) {
      List<Told> wrong = problems.getOrDefault(row, List.of());
      if (outcome == null || outcome == Outcome.BAD) {
        String word = outcome == null ? "OPEN" : outcome.name();
        for (Told told : wrong) line.write(problem(row, word, told));
        if (wrong.isEmpty() && outcome == null) line.write(ended(row, word, "", "", "", null));
      } else {
        String code = unit.code() == null ? "" : unit.code();
        String detail = unit.detail();
        line.write(
            ended(
                row,
                outcome.name(),
                code,
                code.isEmpty()
                    ? ""
                    : flaws.text(code, detail == null ? List.of() : List.of(detail)),
                code.isEmpty() ? "" : flaws.remedy(code),
                unit.first()));
      }
    }
  }

  private List<String> problem(int row, String outcome, Told told) {
    return List.of(
        String.valueOf(row),
        texts.of("imports.outcome." + outcome),
        told.code(),
        told.place() == null ? "" : told.place(),
        told.field() == null ? "" : told.field(),
        told.text(),
        told.remedy(),
        "");
  }

  private List<String> ended(
      int row, String outcome, String code, String text, String remedy, @Nullable Long position) {
    return List.of(
        String.valueOf(row),
        texts.of("imports.outcome." + outcome),
        code,
        "",
        "",
        text,
        remedy,
        position == null ? "" : String.valueOf(position));
  }
}
