package org.sunshineledger.api.web;

import java.time.LocalDate;

/** The first day that anything told to this ledger can be of; a day before is a slip of the pen. */
public final class Earliest {

  public static final LocalDate DAY = LocalDate.of(1949, 10, 1);

  private Earliest() {}
}
