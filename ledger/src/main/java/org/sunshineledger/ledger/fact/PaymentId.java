package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** 支付单号: the number of one payment list, 4 to 40 capitals, digits and hyphens. */
public record PaymentId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Z-]{4,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PaymentId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a payment number: " + number);
  }

  public String stream() {
    return "payment/" + number;
  }

  @Override
  public String toString() {
    return number;
  }
}
