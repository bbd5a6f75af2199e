package org.sunshineledger.projections.mutualaid;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Line;

/**
 * A village's fund on a day.
 *
 * @param founded the capital it began with
 * @param capital what is left of it after defaults were compensated
 * @param granted all that was ever lent; it may exceed the limit, what is outstanding may not
 * @param established position of the fact, or -1 where only later facts are known
 */
public record MutualAidStanding(
    RegionCode village,
    Money founded,
    Money capital,
    int leverage,
    Money cap,
    Money granted,
    Money outstanding,
    Money defaulted,
    Money compensated,
    int loansMade,
    boolean dissolved,
    LocalDate since,
    long established,
    List<Loan> loans,
    boolean synthetic) {

  /** Where the village does not matter. */
  private static final RegionCode NOWHERE = new RegionCode("000000");

  /** One loan and what is owed of it. */
  public record Loan(
      LoanId loan,
      @Nullable HouseholdId household,
      Money amount,
      Money owed,
      Money compensated,
      LocalDate grantedOn,
      @Nullable LocalDate due,
      boolean defaulted,
      long position) {

    private Loan owing(Money nowOwed, Money nowCompensated) {
      return new Loan(
          loan, household, amount, nowOwed, nowCompensated, grantedOn, due, defaulted, position);
    }

    Loan inDefault() {
      return new Loan(loan, household, amount, owed, compensated, grantedOn, due, true, position);
    }
  }

  /** 放大后额度: capital times leverage. */
  public Money limit() {
    return capital.times(leverage);
  }

  /** Whether no more is outstanding than may be. */
  public boolean withinLimit() {
    return outstanding.compareTo(limit()) <= 0;
  }

  /** Every loan of a book, as of its last line. */
  static List<Loan> loans(MutualAidBook book) {
    return of(NOWHERE, book, LocalDate.MAX, false).loans();
  }

  /** Where the fact does not say, the bank came first, as far as it was owed. */
  private static Money toCapital(Line repaid, Loan loan) {
    Money said = repaid.toCapital();
    if (said != null) return said;
    return repaid.amount().compareTo(loan.owed()) < 0
        ? Money.ZERO
        : repaid.amount().minus(loan.owed());
  }

  static MutualAidStanding of(
      RegionCode village, MutualAidBook book, LocalDate asOf, boolean synthetic) {
    Money capital = Money.ZERO;
    int leverage = 0;
    Money cap = Money.ZERO;
    Money granted = Money.ZERO;
    Money compensated = Money.ZERO;
    boolean dissolved = false;
    LocalDate since = asOf;
    long established = -1;
    Map<LoanId, Loan> loans = new LinkedHashMap<>();
    for (Line line : book.lines()) {
      if (line.on().isAfter(asOf)) break;
      LoanId id = line.loan();
      switch (line.kind()) {
        case ESTABLISHED -> {
          capital = capital.plus(line.amount());
          since = line.on();
          established = line.position();
        }
        case GRANTED -> {
          granted = granted.plus(line.amount());
          if (id != null)
            loans.put(
                id,
                new Loan(
                    id,
                    line.household(),
                    line.amount(),
                    line.amount(),
                    Money.ZERO,
                    line.on(),
                    line.due(),
                    false,
                    line.position()));
        }
        case REPAID -> {
          Loan loan = loans.get(id);
          if (loan == null) continue;
          Money toCapital = toCapital(line, loan);
          Money toBank = line.amount().minus(toCapital);
          loans.put(
              loan.loan(),
              loan.owing(loan.owed().minus(toBank), loan.compensated().minus(toCapital)));
          compensated = compensated.minus(toCapital);
          capital = capital.plus(toCapital);
        }
        case DEFAULTED -> loans.computeIfPresent(id, (_, loan) -> loan.inDefault());
        case COMPENSATED -> {
          loans.computeIfPresent(
              id,
              (_, loan) ->
                  loan.owing(
                      loan.owed().minus(line.amount()), loan.compensated().plus(line.amount())));
          compensated = compensated.plus(line.amount());
          capital = capital.minus(line.amount());
        }
        case DISSOLVED -> dissolved = true;
        case TERMS_CHANGED -> {
          // Set below, as the terms of the beginning are.
        }
      }
      if (line.leverage() > 0) leverage = line.leverage();
      Money newCap = line.cap();
      if (newCap != null) cap = newCap;
    }
    Money outstanding = Money.ZERO;
    Money defaulted = Money.ZERO;
    for (Loan loan : loans.values()) {
      outstanding = outstanding.plus(loan.owed());
      if (loan.defaulted()) defaulted = defaulted.plus(loan.owed());
    }
    return new MutualAidStanding(
        village,
        capital.plus(compensated),
        capital,
        leverage,
        cap,
        granted,
        outstanding,
        defaulted,
        compensated,
        loans.size(),
        dissolved,
        since,
        established,
        List.copyOf(loans.values()),
        synthetic);
  }
}
