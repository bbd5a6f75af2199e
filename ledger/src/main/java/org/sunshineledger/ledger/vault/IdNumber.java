package org.sunshineledger.ledger.vault;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 公民身份号码 (GB 11643): what its digits say; passing the form proves no more than the form. */
public final class IdNumber {

  private static final Pattern FORM =
      Pattern.compile("\\d{6}(\\d{4})(\\d{2})(\\d{2})\\d{3}[\\dXx]");

  private IdNumber() {}

  /** The day of birth in the seventh to fourteenth digit; empty for a number of another form. */
  public static Optional<LocalDate> bornOn(String idNumber) {
    Matcher digits = FORM.matcher(idNumber.strip());
    if (!digits.matches()) return Optional.empty();
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(digits.group(1)),
              Integer.parseInt(digits.group(2)),
              Integer.parseInt(digits.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
