package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 公示、公告编号: 4 to 40 capitals, digits and hyphens. */
public record NoticeId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NoticeId {
    if (!number.matches("[0-9A-Z-]{4,40}"))
      throw new IllegalArgumentException("not a notice number: " + number);
  }

  public String stream() {
    return "notice/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
