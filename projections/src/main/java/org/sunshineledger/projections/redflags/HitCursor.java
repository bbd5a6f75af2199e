package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Where a page of hits ended; written as {@code 2016-08-01.4711.KINSHIP_AMONG_SIGNERS.OFF-1}. */
public record HitCursor(LocalDate on, long position, RedFlag flag, String subject) {

  static final Comparator<HitCursor> NEWEST_FIRST =
      comparing(HitCursor::on)
          .thenComparingLong(HitCursor::position)
          .reversed()
          .thenComparing(HitCursor::flag)
          .thenComparing(HitCursor::subject);

  private static final int PARTS = 4;

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static HitCursor of(String text) {
    List<String> parts = List.of(text.split("\\.", PARTS));
    if (parts.size() < PARTS) throw new IllegalArgumentException("not a place in a list: " + text);
    try {
      return new HitCursor(
          LocalDate.parse(parts.getFirst()),
          Long.parseLong(parts.get(1)),
          RedFlag.valueOf(parts.get(2)),
          parts.getLast());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a place in a list: " + text, e);
    }
  }

  @Override
  @JsonValue
  public String toString() {
    return on + "." + position + "." + flag + "." + subject;
  }
}
