package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * 下达时限: how soon money must go on from where it has come, in calendar days after the day it came
 * (预算法 art. 52).
 */
public record PassingDown(int byProvince, int byCity, int byCounty) implements Terms {

  public PassingDown {
    if (byProvince < 1 || byCity < 1 || byCounty < 1)
      throw new IllegalArgumentException("a time limit of no day");
  }

  /**
   * Whether it went on in time.
   *
   * @param holder the division that has the money
   */
  public boolean isMet(RegionCode holder, LocalDate came, LocalDate goes) {
    return !goes.isAfter(came.plusDays(daysOf(holder.code())));
  }

  private int daysOf(String holder) {
    if (holder.endsWith("0000") && holder.length() == "410000".length()) return byProvince;
    return DecidingLevels.Level.CITY.isOf(new RegionCode(holder)) ? byCity : byCounty;
  }
}
