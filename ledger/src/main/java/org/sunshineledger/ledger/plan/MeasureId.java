package org.sunshineledger.ledger.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A measure's number within one household's plan, two or three digits; never used again. */
public record MeasureId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{2,3}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MeasureId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a measure's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
