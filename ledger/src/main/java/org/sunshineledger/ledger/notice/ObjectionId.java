package org.sunshineledger.ledger.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An objection's number within its notice, two to four digits. */
public record ObjectionId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ObjectionId {
    if (!number.matches("\\d{2,4}"))
      throw new IllegalArgumentException("not an objection's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
