package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number an officer (干部) keeps through every post, 4 to 24 capitals, digits and hyphens. */
public record OfficerId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,24}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OfficerId {
    if (!FORM.matcher(number).matches())
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
