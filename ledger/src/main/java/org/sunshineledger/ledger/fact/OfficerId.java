package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number an officer (干部) keeps through every post, 4 to 24 capitals, digits and hyphens. */
public record OfficerId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OfficerId {
    if (!number.matches("[0-9A-Z-]{4,24}"))
      throw new IllegalArgumentException("not an officer's number: " + number);
  }

  public String stream() {
    return "officer/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
