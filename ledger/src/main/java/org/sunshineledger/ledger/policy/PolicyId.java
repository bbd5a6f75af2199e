package org.sunshineledger.ledger.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a policy stream: 4 to 40 capitals, digits and hyphens. */
public record PolicyId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PolicyId {
    if (!number.matches("[0-9A-Z-]{4,40}"))
      throw new IllegalArgumentException("not a policy number: " + number);
  }

  public String stream() {
    return "policy/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
