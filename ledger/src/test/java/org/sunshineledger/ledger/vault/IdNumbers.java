package org.sunshineledger.ledger.vault;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Numbers of nobody, with the check character that belongs to them. */
public final class IdNumbers {

  private static final LocalDate FIRST_BIRTH = LocalDate.of(1970, 1, 1);
  private static final int A_DAY = 1_000;

  private IdNumbers() {}

  /** Another for each serial number; the first thousand are born on one day. */
  public static String of(int serial) {
    return of(FIRST_BIRTH.plusDays(serial / A_DAY), serial % A_DAY);
  }

  public static String of(LocalDate birth, int serial) {
    String digits =
        "410184%s%03d".formatted(birth.format(DateTimeFormatter.BASIC_ISO_DATE), serial);
    return digits + IdNumber.checkCharacter(digits);
  }
}
