package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 项目编码: 4 to 40 capitals, digits and hyphens. */
public record ProjectCode(@JsonValue String code) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProjectCode {
    if (!code.matches("[0-9A-Z-]{4,40}"))
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
