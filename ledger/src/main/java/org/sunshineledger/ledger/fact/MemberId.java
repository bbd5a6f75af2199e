package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 家庭成员编号 within the household: two digits, the head is 01. */
public record MemberId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{2}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MemberId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a member's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
