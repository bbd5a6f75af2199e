package org.sunshineledger.api.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * In which letters a text file is written. Strictly UTF-8, or else strictly GB18030, which contains
 * GBK and GB 2312 and is what a Chinese spreadsheet saves; nothing is guessed and nothing replaced.
 *
 * @param start of the text, behind a byte order mark
 */
record Encoding(Charset charset, int start) {

  private static final Charset CHINESE = Charset.forName("GB18030");
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** As many Chinese characters in a row of bytes are no accident of another encoding. */
  private static final int NO_ACCIDENT = 4;

  /**
   * @throws org.sunshineledger.api.web.Faulty when it is in neither, in both, or no text
   */
  static Encoding of(byte[] file, Values values) {
    if (file.length == 0) throw values.malformed(Spot.Pointer.WHOLE.field("body"), "empty-file");
    if (startsWith(file, 0xff, 0xfe) || startsWith(file, 0xfe, 0xff))
      throw values.malformed(new Spot.Line(1, null), "utf-16");
    requireNoNul(file, values);
    boolean marked =
        file.length >= MARK.length && Arrays.equals(file, 0, MARK.length, MARK, 0, MARK.length);
    int start = marked ? MARK.length : 0;
    if (isIn(StandardCharsets.UTF_8, file, start, file.length))
      return new Encoding(StandardCharsets.UTF_8, start);
    int other = lineInAnotherEncoding(file, start, marked);
    if (other > 0) throw values.malformed(new Spot.Line(other, null), "mixed-encodings");
    if (!isIn(CHINESE, file, 0, file.length))
      throw values.malformed(new Spot.Line(firstLineNotIn(CHINESE, file), null), "no-encoding");
    return new Encoding(CHINESE, 0);
  }

  private static boolean startsWith(byte[] file, int first, int second) {
    return file.length >= 2 && (file[0] & 0xff) == first && (file[1] & 0xff) == second;
  }

  private static void requireNoNul(byte[] file, Values values) {
    int line = 1;
    for (byte each : file) {
      if (each == 0) throw values.malformed(new Spot.Line(line, null), "nul");
      if (each == '\n') line++;
    }
  }

  private static boolean isIn(Charset charset, byte[] file, int from, int to) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(file, from, to - from);
    CharBuffer out = CharBuffer.allocate(8_192);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) return false;
      if (result.isUnderflow()) return !decoder.flush(out.clear()).isError();
      out.clear();
    }
  }

  /**
   * Lines of two files pasted together: the first line that is not written as those before it, or
   * 0. The file as a whole is not UTF-8; so are, without doubt, some of its lines.
   */
  private static int lineInAnotherEncoding(byte[] file, int start, boolean marked) {
    int firstUtf8 = 0;
    int firstOther = 0;
    int line = 1;
    for (int from = start; from < file.length; line++) {
      int to = from;
      while (to < file.length && file[to] != '\n') to++;
      if (!isAscii(file, from, to)) {
        boolean utf8 = isIn(StandardCharsets.UTF_8, file, from, to);
        if (utf8 && firstUtf8 == 0 && isChineseInUtf8(file, from, to)) firstUtf8 = line;
        if (!utf8 && firstOther == 0) firstOther = line;
      }
      from = to + 1;
    }
    if (marked) return firstOther;
    return firstUtf8 == 0 ? 0 : Math.max(firstUtf8, firstOther);
  }

  private static boolean isAscii(byte[] file, int from, int to) {
    for (int i = from; i < to; i++) if (file[i] < 0) return false;
    return true;
  }

  /** Han stands between E4 and E9 in UTF-8. */
  private static boolean isChineseInUtf8(byte[] file, int from, int to) {
    int han = 0;
    for (int i = from; i < to; i++) {
      int lead = file[i] & 0xff;
      if (lead >= 0xe4 && lead <= 0xe9) han++;
    }
    return han >= NO_ACCIDENT;
  }

  private static int firstLineNotIn(Charset charset, byte[] file) {
    int line = 1;
    for (int from = 0; from < file.length; line++) {
      int to = from;
      while (to < file.length && file[to] != '\n') to++;
      if (!isIn(charset, file, from, to)) return line;
      from = to + 1;
    }
    return line;
  }
}
