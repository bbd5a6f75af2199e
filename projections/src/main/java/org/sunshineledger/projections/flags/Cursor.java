package org.sunshineledger.projections.flags;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;

/**
 * Where a list goes on, written {@code 2016-10-17.1234}: after the fact of that day and position.
 */
public record Cursor(LocalDate occurredOn, long position) {

  /** The latest day first, and of one day what was recorded last. */
  static final Comparator<Cursor> NEWEST_FIRST =
      comparing(Cursor::occurredOn).thenComparingLong(Cursor::position).reversed();

  private static final int LENGTH_OF_DAY = 10;

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Cursor of(String text) {
    try {
      if (text.length() > LENGTH_OF_DAY && text.charAt(LENGTH_OF_DAY) == '.')
        return new Cursor(
            LocalDate.parse(text.substring(0, LENGTH_OF_DAY)),
            Long.parseLong(text.substring(LENGTH_OF_DAY + 1)));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException("not a place in a list: " + text, e);
    }
    throw new IllegalArgumentException("not a place in a list: " + text);
  }

  @Override
  @JsonValue
  public String toString() {
    return occurredOn + "." + position;
  }
}
