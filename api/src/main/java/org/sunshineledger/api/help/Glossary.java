package org.sunshineledger.api.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** 词汇: one Chinese term, one English word, as the program, its addresses and its pages use them. */
final class Glossary {

  private static final String FILE = "/help/glossary.tsv";

  private Glossary() {}

  /**
   * One term.
   *
   * @param group key of the heading it stands under
   * @param identifier as code, orders and facts write it
   * @param meaning in the language of each
   */
  record Term(
      String group,
      String chinese,
      String english,
      String identifier,
      String meaning,
      String gloss) {}

  /** In the order of the file: tabs between cells, one term a line. */
  static List<Term> read() {
    try (InputStream in = Objects.requireNonNull(Glossary.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(Glossary::term)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Term term(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 6) throw new IllegalStateException("a term has six cells: " + line);
    return new Term(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
  }
}
