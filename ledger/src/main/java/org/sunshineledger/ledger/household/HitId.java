package org.sunshineledger.ledger.household;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of a cross-check's hit within one household, two or three digits. */
public record HitId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{2,3}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public HitId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a hit's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
