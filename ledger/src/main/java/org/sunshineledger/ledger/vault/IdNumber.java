package org.sunshineledger.ledger.vault;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 公民身份号码 (GB 11643-1999, ISO 7064 MOD 11-2): what its digits say; passing the form proves no more
 * than the form. Its first six digits are where it was first given out, long ago perhaps, and are
 * not looked at.
 */
public final class IdNumber {

  /** With 残疾人证, the holder's number goes before one digit for the kind and one for the degree. */
  private static final Pattern FORM =
      Pattern.compile("(\\d{6}(\\d{4})(\\d{2})(\\d{2})\\d{3}[\\dXx])(\\d{2})?");

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_CHARACTERS = "10X98765432";

  private IdNumber() {}

  /** The day of birth in the seventh to fourteenth digit; empty for a number of another form. */
  public static Optional<LocalDate> bornOn(String idNumber) {
    Matcher digits = FORM.matcher(idNumber.strip());
    if (!digits.matches() || digits.group(5) != null) return Optional.empty();
    return day(digits);
  }

  private static Optional<LocalDate> day(Matcher digits) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(digits.group(2)),
              Integer.parseInt(digits.group(3)),
              Integer.parseInt(digits.group(4))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether its digits contradict each other or the calendar. A number of another form, such as one
   * of 15 digits or of a certificate of the police, has nothing to be checked by.
   */
  public static boolean contradictsItself(String idNumber, LocalDate today) {
    Matcher digits = FORM.matcher(idNumber.strip());
    if (!digits.matches()) return false;
    String number = digits.group(1);
    return checkCharacter(number) != Character.toUpperCase(number.charAt(WEIGHTS.length))
        || day(digits).filter(day -> !day.isAfter(today)).isEmpty();
  }

  /**
   * The eighteenth character that belongs to the first seventeen.
   *
   * @param digits at least seventeen
   */
  public static char checkCharacter(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (digits.charAt(i) - '0');
    return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length());
  }
}
