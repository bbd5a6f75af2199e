package org.sunshineledger.ledger.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of a policy stream: 4 to 40 capitals, digits and hyphens. */
public record PolicyId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PolicyId {
    if (!FORM.matcher(number).matches())
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
