package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 建档立卡编号: the number a household carries on the register, 4 to 20 digits. */
public record HouseholdId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{4,20}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public HouseholdId {
    if (!FORM.matcher(number).matches())
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
