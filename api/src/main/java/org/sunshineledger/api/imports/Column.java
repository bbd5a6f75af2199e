package org.sunshineledger.api.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list: the field it fills, and by which headings it is known.
 *
 * @param field as in the order, e.g. {@code household}
 * @param heading of the template
 * @param alsoCalled headings of the forms that are in use
 * @param example what a cell looks like
 * @param words the constants a cell names, in either language or as they are stored; null for
 *     others
 */
record Column(
    String field,
    String heading,
    List<String> alsoCalled,
    boolean required,
    String example,
    @Nullable Class<? extends Enum<?>> words) {

  Column {
    alsoCalled = List.copyOf(alsoCalled);
  }

  static Column required(String field, String heading, String example, String... alsoCalled) {
    return new Column(field, heading, List.of(alsoCalled), true, example, null);
  }

  static Column optional(String field, String heading, String example, String... alsoCalled) {
    return new Column(field, heading, List.of(alsoCalled), false, example, null);
  }

  /** The same, with cells that name a constant. */
  Column of(Class<? extends Enum<?>> constants) {
    return new Column(field, heading, alsoCalled, required, example, constants);
  }

  /** All it is known by, as {@link #plain} writes them. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(plain(field), plain(heading)));
    alsoCalled.forEach(name -> names.add(plain(name)));
    return names;
  }

  /**
   * A heading or a word without what spreadsheets and people add to it: full-width letters, blanks,
   * an asterisk, a unit or a hint in brackets behind it.
   */
  static String plain(String heading) {
    String half = Normalizer.normalize(heading, Normalizer.Form.NFKC);
    String bare = half.replaceAll("[\\s*\\p{Cntrl}\\u200b\\ufeff]", "").toLowerCase(Locale.ROOT);
    String without = bare.replaceAll("[(\\[【].*[)\\]】]$", "");
    return without.isEmpty() ? bare : without;
  }

  /** The constants as they may be written, for whoever must choose one. */
  Stream<String> choices(Words words) {
    Enum<?>[] constants = this.words == null ? null : this.words.getEnumConstants();
    return constants == null ? Stream.empty() : Arrays.stream(constants).map(words::chinese);
  }
}
