package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Comparator;

/** A fact by its day and position, written short: a village keeps hundreds of them. */
record Dated(LocalDate on, long position) implements Comparable<Dated> {

  private static final Comparator<Dated> ORDER =
      comparing(Dated::on).thenComparingLong(Dated::position);

  private static final int LENGTH_OF_DAY = 10;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Dated of(String text) {
    return new Dated(
        LocalDate.parse(text.substring(0, LENGTH_OF_DAY)),
        Long.parseLong(text.substring(LENGTH_OF_DAY + 1)));
  }

  @Override
  public int compareTo(Dated other) {
    return ORDER.compare(this, other);
  }

  @Override
  @JsonValue
  public String toString() {
    return on + "." + position;
  }
}
