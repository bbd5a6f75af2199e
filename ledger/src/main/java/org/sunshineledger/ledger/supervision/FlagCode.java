package org.sunshineledger.ledger.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The published code of a red flag, e.g. {@code RF-DEAD}, or of a rule that was broken. */
public record FlagCode(@JsonValue String code) {

  private static final Pattern FORM = Pattern.compile("[A-Z][0-9A-Z_-]{2,59}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FlagCode {
    if (!FORM.matcher(code).matches())
      throw new IllegalArgumentException("not a flag's code: " + code);
  }

  @Override
  public String toString() {
    return code;
  }
}
