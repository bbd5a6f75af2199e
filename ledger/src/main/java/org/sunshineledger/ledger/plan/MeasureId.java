package org.sunshineledger.ledger.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A measure's number within one household's plan, two or three digits; never used again. */
public record MeasureId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MeasureId {
    if (!number.matches("\\d{2,3}"))
      throw new IllegalArgumentException("not a measure's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
