package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 家庭成员编号 within the household: two digits, the head is 01. */
public record MemberId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MemberId {
    if (!number.matches("\\d{2}"))
      throw new IllegalArgumentException("not a member's number: " + number);
  }


  @Override
  public String toString() {
    return number;
  }
}
