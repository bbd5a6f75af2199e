package org.sunshineledger.api.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** A file of comma-separated values (RFC 4180) in UTF-8, with or without a byte order mark. */
record CsvFile(List<String> header, List<Line> lines) {

  /** As many as one append takes without holding up others. */
  static final int MOST_LINES = 1_000;

  /** More cells than any header has; what comes behind them is not kept. */
  private static final int MOST_CELLS = 32;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Contains GBK. */
  private static final Charset CHINESE = Charset.forName("GB18030");

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();

  CsvFile {
    header = List.copyOf(header);
    lines = List.copyOf(lines);
  }

  /**
   * The cells of a line.
   *
   * @param number of its first line in the file, from 1; a quoted cell may go on below
   */
  record Line(long number, List<String> cells) {

    Line {
      cells = List.copyOf(cells);
    }

    boolean isBlank() {
      return cells.size() == 1 && cells.getFirst().isBlank();
    }
  }

  /**
   * Reads the whole file; blank lines are left out.
   *
   * @throws org.sunshineledger.api.web.Faulty when it is empty, too long, in another encoding, or
   *     not of this form
   */
  static CsvFile read(byte[] file, Values values) {
    List<Line> lines = new ArrayList<>();
    try (JsonParser parser = CSV.createParser(text(file, values))) {
      for (Line line = next(parser); line != null; line = next(parser)) {
        if (line.isBlank()) continue;
        if (lines.size() > MOST_LINES)
          throw values.malformed(
              new Spot.Line(line.number(), null), "too-many-lines", String.valueOf(MOST_LINES));
        lines.add(line);
      }
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw values.malformed(new Spot.Line(at, null), "not-csv");
    }
    if (lines.isEmpty()) throw values.malformed(Spot.Pointer.WHOLE.field("body"), "empty-file");
    return new CsvFile(lines.getFirst().cells(), lines.subList(1, lines.size()));
  }

  private static @Nullable Line next(JsonParser parser) {
    List<String> cells = new ArrayList<>();
    long number = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.END_ARRAY && number > 0) return new Line(number, cells);
      if (token != JsonToken.VALUE_STRING) continue;
      if (number == 0) number = parser.currentTokenLocation().getLineNr();
      if (cells.size() <= MOST_CELLS) cells.add(parser.getString());
    }
    return null;
  }

  private static String text(byte[] file, Values values) {
    int mark = BYTE_ORDER_MARK.length;
    boolean marked = file.length >= mark && Arrays.equals(file, 0, mark, BYTE_ORDER_MARK, 0, mark);
    int start = marked ? mark : 0;
    Optional<String> text = decoded(file, start, StandardCharsets.UTF_8);
    if (text.isPresent()) return text.get();
    boolean chinese = decoded(file, 0, CHINESE).filter(CsvFile::holdsHan).isPresent();
    throw values.malformed(
        new Spot.Line(firstLineNotInUtf8(file), null), chinese ? "gbk" : "not-utf-8");
  }

  private static Optional<String> decoded(byte[] file, int start, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file, start, file.length - start))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean holdsHan(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private static long firstLineNotInUtf8(byte[] file) {
    long line = 1;
    int start = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] != '\n') continue;
      if (decoded(Arrays.copyOfRange(file, start, i), 0, StandardCharsets.UTF_8).isEmpty())
        return line;
      line++;
      start = i + 1;
    }
    return line;
  }
}
