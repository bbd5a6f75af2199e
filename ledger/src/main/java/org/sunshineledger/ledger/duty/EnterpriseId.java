package org.sunshineledger.ledger.duty;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Number of an enterprise that helps households: capital letters, digits and hyphens. */
public record EnterpriseId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EnterpriseId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not an enterprise number: " + number);
  }

  public String stream() {
    return "enterprise/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
