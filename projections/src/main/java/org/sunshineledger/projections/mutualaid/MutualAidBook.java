package org.sunshineledger.projections.mutualaid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.mutualaid.LoanId;

/** One village's fund: everything that moved in it, in the order of days. */
public record MutualAidBook(List<Line> lines) {

  static final MutualAidBook EMPTY = new MutualAidBook(List.of());

  public MutualAidBook {
    lines = List.copyOf(lines);
  }

  /** What a line says. */
  public enum Kind {
    ESTABLISHED,
    TERMS_CHANGED,
    GRANTED,
    REPAID,
    DEFAULTED,
    COMPENSATED,
    DISSOLVED
  }

  /**
   * One fact.
   *
   * @param leverage of the terms that hold from here on; 0 where the line sets none
   * @param toCapital what of a repayment went back to the capital; null elsewhere, and where the
   *     fact does not say
   * @param cap the most a household may owe from here on, or null
   */
  public record Line(
      Kind kind,
      LocalDate on,
      long position,
      @Nullable LoanId loan,
      @Nullable HouseholdId household,
      Money amount,
      @Nullable Money toCapital,
      int leverage,
      @Nullable Money cap,
      @Nullable LocalDate due)
      implements Comparable<Line> {
    @Override
    public int compareTo(Line that) {
      int byDay = on.compareTo(that.on);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  MutualAidBook with(Line line) {
    List<Line> longer = new ArrayList<>(lines);
    int at = Collections.binarySearch(longer, line);
    if (at < 0) longer.add(-at - 1, line);
    return new MutualAidBook(longer);
  }
}
