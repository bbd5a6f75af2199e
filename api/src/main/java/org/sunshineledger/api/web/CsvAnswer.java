package org.sunshineledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a table as spreadsheets read it: RFC 4180, in UTF-8 with a byte order mark or, for who
 * asks for it, in GB18030; row by row, as many as there are. A cell that a spreadsheet would take
 * for a formula is made a text.
 */
public final class CsvAnswer {

  static final MediaType CSV = new MediaType("text", "csv");

  private static final Charset CHINESE = Charset.forName("GB18030");
  private static final String LINE_END = "\r\n";

  /** With these a formula begins, the wide ones where Chinese is typed. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private final Texts texts;
  private final JsonMapper json;

  CsvAnswer(Texts texts, JsonMapper json) {
    this.texts = texts;
    this.json = json;
  }

  /**
   * @throws Faulty with MALFORMED when the page has no table of the asked name, or the text is
   *     wanted in another encoding
   */
  void write(
      Page page,
      List<Table> tables,
      HttpServletRequest request,
      @Nullable Charset accepted,
      HttpServletResponse response)
      throws IOException {
    Table table = asked(tables, request.getParameter("table"));
    Charset charset = charset(request.getParameter("charset"), accepted);
    response.setContentType(CSV.toString());
    response.setCharacterEncoding(charset.name());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("%s-%s-%s.csv".formatted(page.template(), table.name(), page.asOf()))
            .build()
            .toString());
    Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), charset));
    if (charset.equals(UTF_8)) out.write('\uFEFF');
    String separator = "";
    for (String heading : table.columns().headings(texts)) {
      out.write(separator);
      out.write(quoted(harmless(heading)));
      separator = ",";
    }
    out.write(LINE_END);
    for (Object row : table.rows()) {
      separator = "";
      for (Columns.Cell cell : table.columns().cells(row, texts, json)) {
        out.write(separator);
        out.write(cell.isNumber() ? cell.text() : quoted(harmless(cell.text())));
        separator = ",";
      }
      out.write(LINE_END);
    }
    out.flush();
  }

  private static Table asked(List<Table> tables, @Nullable String name) {
    if (name == null) return tables.getFirst();
    for (Table table : tables) if (table.name().equals(name)) return table;
    throw Faulty.malformed("table", String.join(", ", tables.stream().map(Table::name).toList()));
  }

  private static Charset charset(@Nullable String named, @Nullable Charset accepted) {
    if (named == null) return CHINESE.equals(accepted) ? CHINESE : UTF_8;
    for (Charset each : List.of(UTF_8, CHINESE))
      if (each.name().equalsIgnoreCase(named)) return each;
    throw Faulty.malformed("charset", "UTF-8, GB18030");
  }

  /** A spreadsheet calculates nothing of it (OWASP, CSV injection). */
  public static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    return text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
