package org.sunshineledger.api.imports;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.sunshineledger.api.web.CsvAnswer;

/**
 * Comma-separated values that a spreadsheet opens without calculating anything: what begins like a
 * formula gets an apostrophe before it (OWASP, CSV injection).
 */
final class Cautious {

  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n\\t']");

  private Cautious() {}

  static void line(Writer out, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) out.write(',');
      out.write(cell(cells.get(i)));
    }
    out.write("\r\n");
  }

  static String cell(String text) {
    String safe = CsvAnswer.harmless(text);
    return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
