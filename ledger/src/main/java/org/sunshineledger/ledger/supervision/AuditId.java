package org.sunshineledger.ledger.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 审计项目编号: 4 to 40 capitals, digits and hyphens. */
public record AuditId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AuditId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not an audit's number: " + number);
  }

  public String stream() {
    return "audit/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
