package org.sunshineledger.ledger.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A step counts from its day on. */
public final class Done {

  private Done() {}

  /**
   * Whether a step had been taken by a day.
   *
   * @param on when it was taken; null while it is not
   */
  public static boolean by(LocalDate day, @Nullable LocalDate on) {
    return on != null && !on.isAfter(day);
  }
}
