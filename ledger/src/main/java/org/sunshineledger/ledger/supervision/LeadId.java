package org.sunshineledger.ledger.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 线索编号: 4 to 40 capitals, digits and hyphens; leads are numbered one by one (AC-3). */
public record LeadId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LeadId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a lead's number: " + number);
  }

  public String stream() {
    return "lead/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
