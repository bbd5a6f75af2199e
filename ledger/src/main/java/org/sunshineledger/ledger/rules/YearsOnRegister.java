package org.sunshineledger.ledger.rules;

import java.time.LocalDate;

/**
 * How long a household must have been on the register before it exits: 当年识别、当年不得退出.
 *
 * @param turns of the calendar year between identification and exit
 */
public record YearsOnRegister(int turns) implements Terms {

  public boolean arePassed(LocalDate identified, LocalDate day) {
    return day.getYear() - identified.getYear() >= turns;
  }
}
