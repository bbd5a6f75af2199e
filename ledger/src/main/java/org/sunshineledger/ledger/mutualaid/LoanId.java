package org.sunshineledger.ledger.mutualaid;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of a loan within its fund, three to six digits. */
public record LoanId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("\\d{3,6}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LoanId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a loan's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
