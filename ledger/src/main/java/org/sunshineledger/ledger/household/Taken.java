package org.sunshineledger.ledger.household;

import java.time.LocalDate;

/**
 * A step that later ones rest on.
 *
 * @param fact its id, which the notice about it must name; empty while the step is not taken
 * @param on the day it was taken; a step of an earlier day cannot rest on it
 * @param passed whether it went in the household's favour
 */
record Taken(String fact, LocalDate on, boolean passed) {

  static final Taken NOT_YET = new Taken("", LocalDate.MAX, false);

  boolean isTakenBy(LocalDate day) {
    return !on.isAfter(day);
  }

  boolean isPassedBy(LocalDate day) {
    return passed && isTakenBy(day);
  }
}
