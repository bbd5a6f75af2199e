package org.sunshineledger.api.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** Comma-separated values (RFC 4180) in UTF-8 or GB18030, read by Jackson as they come. */
final class CsvRows implements Rows {

  /**
   * A quote that never closes would make a cell of the rest of the file. Jackson looks at each
   * piece of 8,000 characters or so, and no cell of ours has as many.
   */
  private static final int LONGEST_STRING = 4_000;

  private static final CsvMapper CSV =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .build();

  private final byte[] file;
  private final Encoding encoding;
  private final Values values;

  CsvRows(byte[] file, Values values) {
    this.file = file;
    this.encoding = Encoding.of(file, values);
    this.values = values;
  }

  @Override
  public void each(Consumer<FileRow> row) {
    int last = 0;
    try (JsonParser parser = CSV.createParser(reader())) {
      for (FileRow next = next(parser); next != null; next = next(parser)) {
        last = next.number();
        if (!next.isBlank()) row.accept(next);
      }
    } catch (JacksonException e) {
      // Where the parser gave up says nothing of where the quote was opened.
      throw values.malformed(new Spot.Line(last + 1L, null), "not-csv");
    }
  }

  private Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(file, encoding.start(), file.length - encoding.start()),
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static @Nullable FileRow next(JsonParser parser) {
    List<FileRow.Value> cells = new ArrayList<>();
    int number = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.END_ARRAY && number > 0) return new FileRow(number, cells);
      if (token != JsonToken.VALUE_STRING) continue;
      if (number == 0) number = parser.currentTokenLocation().getLineNr();
      if (cells.size() > MOST_COLUMNS) continue;
      String text = parser.getString();
      cells.add(FileRow.Value.of(text.length() > LONGEST_CELL ? cut(text) : text));
    }
    return null;
  }

  /** One more than it may have, so that whoever reads it sees that it is too long. */
  static String cut(String text) {
    return text.substring(0, LONGEST_CELL + 1);
  }
}
