package org.sunshineledger.ledger.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.log.MerkleTree;

/** What all these formats share: one value has one form, and any other is refused. */
final class Form {

  /** 2^63 - 1 has 19 digits. */
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private static final int SPACE = 0x20;
  private static final int NEXT_LINE = 0x85;

  private Form() {}

  static IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException(what);
  }

  /** UTF-8, and of control characters below 0x20 only the line feed. */
  static String text(byte[] bytes) {
    String text;
    try {
      text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8");
    }
    return requireText(text);
  }

  static String requireText(String text) {
    if (text.chars().anyMatch(each -> each < SPACE && each != '\n'))
      throw malformed("it has a control character");
    if (!UTF_8.newEncoder().canEncode(text)) throw malformed("it is not UTF-8");
    return text;
  }

  /** A name of a key: not empty, no space of any kind, no plus sign. */
  static String requireName(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(Form::isForbiddenInName))
      throw malformed("a key's name is not empty and has neither spaces nor '+'");
    return requireText(name);
  }

  private static boolean isForbiddenInName(int each) {
    return each == '+'
        || each == NEXT_LINE
        || Character.isWhitespace(each)
        || Character.isSpaceChar(each);
  }

  /** Lines of a text that ends with a line feed, without their line feeds. */
  static List<String> lines(String text) {
    if (!text.endsWith("\n")) throw malformed("its last line is cut off");
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      lines.add(text.substring(at, end));
      at = end + 1;
    }
    return lines;
  }

  /** Standard base64 with padding, in the one form an encoder writes. */
  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      // The decoder also takes what lacks padding, and bits that should be zero.
      if (base64(bytes).equals(text)) return bytes;
    } catch (IllegalArgumentException e) {
      throw malformed("it is not base64");
    }
    throw malformed("it is not the one form of its base64");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] hash(String base64) {
    byte[] hash = base64(base64);
    if (hash.length != MerkleTree.HASH_BYTES)
      throw malformed("a hash of " + hash.length + " bytes");
    return hash;
  }

  /** A number from 0 to 2^63 - 1, without sign and leading zeros. */
  static long decimal(String text) {
    try {
      if (DECIMAL.matcher(text).matches()) return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformed("a number above 2^63 - 1");
    }
    throw malformed("a number has neither sign nor leading zeros");
  }

  /** What follows a keyword at the beginning of a line. */
  static String after(String keyword, String line) {
    if (!line.startsWith(keyword)) throw malformed("a line begins not with '" + keyword + "'");
    return line.substring(keyword.length());
  }

  /** Two blocks of lines with an empty line between them, split at the first. */
  static String[] blocks(byte[] bytes) {
    String text = text(bytes);
    int end = text.indexOf("\n\n");
    if (end < 0) throw malformed("it lacks its empty line");
    return new String[] {text.substring(0, end + 1), text.substring(end + 2)};
  }
}
