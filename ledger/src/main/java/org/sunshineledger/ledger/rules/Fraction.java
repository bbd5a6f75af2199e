package org.sunshineledger.ledger.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole, written {@code 2/3}; compared in whole numbers only.
 *
 * @param of from 0 to {@code whole}
 * @param whole from 1 to 1000
 */
public record Fraction(int of, int whole) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
  private static final int LARGEST = 1_000;

  public Fraction {
    if (whole < 1 || whole > LARGEST || of < 0 || of > whole)
      throw new IllegalArgumentException("not a part of a whole: %d/%d".formatted(of, whole));
  }

  /**
   * Reads {@code 2/3}.
   *
   * @throws IllegalArgumentException for anything else
   */
  @JsonCreator
  public static Fraction parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) throw new IllegalArgumentException("not a fraction like 2/3: " + text);
    return new Fraction(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  boolean isReachedBy(long part, long all) {
    return part * whole >= all * of;
  }

  boolean isPassedBy(long part, long all) {
    return part * whole > all * of;
  }

  @Override
  @JsonValue
  public String toString() {
    return of + "/" + whole;
  }
}
