package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 项目编码: 4 to 40 capitals, digits and hyphens. */
public record ProjectCode(@JsonValue String code) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProjectCode {
    if (!FORM.matcher(code).matches())
      throw new IllegalArgumentException("not a project code: " + code);
  }

  public String stream() {
    return "project/" + code;
  }

  @Override
  public String toString() {
    return code;
  }
}
