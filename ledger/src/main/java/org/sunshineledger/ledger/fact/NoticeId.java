package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 公示、公告编号: 4 to 40 capitals, digits and hyphens. */
public record NoticeId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NoticeId {
    if (!FORM.matcher(number).matches())
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
