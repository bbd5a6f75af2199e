package org.sunshineledger.ledger.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An objection's number within its notice, two to six digits. */
public record ObjectionId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{2,6}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ObjectionId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not an objection's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
