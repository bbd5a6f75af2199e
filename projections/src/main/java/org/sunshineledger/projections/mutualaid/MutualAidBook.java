package org.sunshineledger.projections.mutualaid;

import static java.util.Comparator.comparingLong;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.projections.discretion.Discretion;

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

  /** What everybody may know of it on a day, by {@link Discretion}. */
  MutualAidBook told(LocalDate asOf) {
    MutualAidBook told =
        new MutualAidBook(lines.stream().filter(line -> line.loan() == null).toList());
    List<Line> recorded =
        lines.stream()
            .filter(line -> line.loan() != null)
            .sorted(comparingLong(Line::position))
            .toList();
    List<Balances> before = new ArrayList<>(List.of(Balances.of(told)));
    MutualAidBook next = told;
    LocalDate on = LocalDate.MIN;
    for (Line line : recorded) {
      next = next.with(line);
      LocalDate day = Discretion.toldOn(line.on());
      if (day.isAfter(on)) on = day;
      if (on.isAfter(asOf)) return told;
      Balances balances = Balances.of(next);
      if (!before.stream().allMatch(balances::mayFollow)) continue;
      told = next;
      before.add(balances);
    }
    return told;
  }

  /** What each household is of the sums that are told. */
  private record Balances(
      Map<HouseholdId, Money> granted,
      Map<HouseholdId, Money> owed,
      Map<HouseholdId, Money> settled) {

    static Balances of(MutualAidBook book) {
      Balances balances = new Balances(new HashMap<>(), new HashMap<>(), new HashMap<>());
      for (MutualAidStanding.Loan loan : MutualAidStanding.loans(book)) {
        HouseholdId household = loan.household();
        if (household == null) continue;
        balances.granted.merge(household, loan.amount(), Money::plus);
        balances.owed.merge(household, loan.owed(), Money::plus);
        balances.settled.merge(household, loan.amount().minus(loan.owed()), Money::plus);
      }
      return balances;
    }

    boolean mayFollow(Balances before) {
      return Discretion.mayFollow(before.granted, granted)
          && Discretion.mayFollow(before.owed, owed)
          && Discretion.mayFollow(before.settled, settled);
    }
  }

  MutualAidBook with(Line line) {
    List<Line> longer = new ArrayList<>(lines);
    int at = Collections.binarySearch(longer, line);
    if (at < 0) longer.add(-at - 1, line);
    return new MutualAidBook(longer);
  }
}
