package org.sunshineledger.ledger.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of an asset within its project, two to four digits. */
public record AssetId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{2,4}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AssetId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not an asset's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
