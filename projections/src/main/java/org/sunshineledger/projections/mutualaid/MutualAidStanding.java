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
 * @param overdue what is owed of loans whose due day is over, but for those in default
 * @param defaulted what is owed of those in default
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
    Money overdue,
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

  /** How a loan stands. */
  public enum LoanState {
    /** Something is owed and not due yet. */
    OUTSTANDING,
    /** 逾期: its due day is over. */
    OVERDUE,
    /** 违约: neither the bank nor the capital that paid for the household has all of it back. */
    IN_DEFAULT,
    /** 已还清. */
    REPAID,
    /** 曾违约，已还清. */
    WAS_IN_DEFAULT
  }

  /**
   * One loan and what is owed of it.
   *
   * @param compensated what the capital paid the bank of it and has not back
   * @param defaulted whether it ever was in default
   */
  public record Loan(
      LoanId loan,
      @Nullable HouseholdId household,
      Money amount,
      Money owed,
      Money compensated,
      LocalDate grantedOn,
      @Nullable LocalDate due,
      boolean defaulted,
      LoanState state,
      long position) {

    private Loan owing(Money nowOwed, Money nowCompensated) {
      return new Loan(
          loan,
          household,
          amount,
          nowOwed,
          nowCompensated,
          grantedOn,
          due,
          defaulted,
          state,
          position);
    }

    private Loan inDefault() {
      return new Loan(
          loan, household, amount, owed, compensated, grantedOn, due, true, state, position);
    }

    private Loan standingOn(LocalDate day) {
      return new Loan(
          loan,
          household,
          amount,
          owed,
          compensated,
          grantedOn,
          due,
          defaulted,
          stateOn(day),
          position);
    }

    private LoanState stateOn(LocalDate day) {
      boolean settled = !owed.isPositive() && !compensated.isPositive();
      if (settled) return defaulted ? LoanState.WAS_IN_DEFAULT : LoanState.REPAID;
      if (defaulted) return LoanState.IN_DEFAULT;
      return due != null && due.isBefore(day) ? LoanState.OVERDUE : LoanState.OUTSTANDING;
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
                    LoanState.OUTSTANDING,
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
    Money overdue = Money.ZERO;
    loans.replaceAll((_, loan) -> loan.standingOn(asOf));
    for (Loan loan : loans.values()) {
      if (loan.state() == LoanState.OVERDUE) overdue = overdue.plus(loan.owed());
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
        overdue,
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
