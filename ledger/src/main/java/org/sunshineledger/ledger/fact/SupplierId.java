package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * 供应商编号: the number a buyer gave to who builds or delivers, 4 to 17 capitals, digits and hyphens
 * with a letter among them; never a natural person's number.
 */
public record SupplierId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("(?=.*[A-Z])[0-9A-Z-]{4,17}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SupplierId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a supplier's number: " + number);
  }

  @Override
  public String toString() {
    return number;
  }
}
