package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 建档立卡编号: the number a household carries on the register, 4 to 20 digits. */
public record HouseholdId(@JsonValue String number) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public HouseholdId {
    if (!number.matches("\\d{4,20}"))
      throw new IllegalArgumentException("not a register number: " + number);
  }

  public String stream() {
    return "household/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
