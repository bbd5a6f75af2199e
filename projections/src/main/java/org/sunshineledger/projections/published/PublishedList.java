package org.sunshineledger.projections.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * A whole list as it is hashed: a line that says which list it is, and a line for each row, in
 * UTF-8, each ended by a line feed. The digest is that of the text, so that {@code sha256sum} gives
 * it.
 *
 * @param subject code of the region or name of the source it is about; null for the whole ledger
 * @param day the last day whose facts count
 * @param size of the log it is made of: facts at later positions are not in it
 * @param rows as {@link Line} writes them
 */
public record PublishedList(
    ListName name, @Nullable String subject, LocalDate day, long size, List<String> rows) {

  /**
   * Raised when the form of any list changes. In v1 standings had counts by cause and programme
   * that could be subtracted from each other.
   */
  public static final String FORMAT = "sunshine-ledger-list/v2";

  public PublishedList {
    if (size < 0) throw new IllegalArgumentException("a log of size " + size);
    rows = List.copyOf(rows);
  }

  /** The same rows at another size of the log. */
  public PublishedList at(long otherSize) {
    return new PublishedList(name, subject, day, otherSize, rows);
  }

  /** The first line. */
  public String header() {
    return new Line()
        .put("format", FORMAT)
        .put("list", name.published())
        .put("subject", subject)
        .put("asOf", day)
        .put("size", size)
        .toString();
  }

  /** The bytes that are hashed. */
  public byte[] text() {
    StringBuilder text = new StringBuilder(header()).append('\n');
    for (String row : rows) text.append(row).append('\n');
    return text.toString().getBytes(UTF_8);
  }

  public Sha256 digest() {
    return Sha256.of(text());
  }
}
