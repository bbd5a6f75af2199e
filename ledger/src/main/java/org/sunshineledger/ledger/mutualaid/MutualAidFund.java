package org.sunshineledger.ledger.mutualaid;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.DefaultCompensated;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanDefaulted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundDissolved;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidTermsChanged;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.RuleOverridden;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.ChangeMutualAidTerms;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.CompensateDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.DissolveMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RecordLoanDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RepayLoan;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.LoanTerms;
import org.sunshineledger.ledger.rules.NegativeList;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** 金种子互助资金 of one village: what it may lend, has lent and is owed. */
public class MutualAidFund {

  /**
   * @param owed to the bank, by day
   * @param compensated what the capital has paid for it and the borrower owes the fund since, by
   *     day
   */
  private record Loan(
      HouseholdId household,
      Balance owed,
      Balance compensated,
      LocalDate granted,
      LocalDate due,
      @Nullable LocalDate defaulted) {

    /** What its borrower owes, to whomever. */
    Balance open() {
      return owed.plus(compensated);
    }

    Loan inDefault(LocalDate since) {
      return new Loan(household, owed, compensated, granted, due, since);
    }
  }

  /** What was agreed with the bank. */
  private record Terms(int leverage, Money cap) {

    static final Terms NONE = new Terms(0, Money.ZERO);
  }

  @AggregateIdentifier private @Nullable String stream;

  /** From the day on which they hold. */
  private final NavigableMap<LocalDate, Terms> terms = new TreeMap<>();

  private final Balance capital = new Balance();

  /** Owed to the bank, of all loans. */
  private final Balance outstanding = new Balance();

  private boolean dissolved;
  private final Map<LoanId, Loan> loans = new HashMap<>();

  MutualAidFund() {}

  private void decide(MutualAidEvent fact, Ruling ruling, Borrowers borrowers) {
    judge(fact, ruling, borrowers);
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(EstablishMutualAidFund order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(
        new MutualAidFundEstablished(
            order.village(), order.capital(), order.leverage(), order.capPerHousehold()),
        ruling,
        borrowers);
  }

  @CommandHandler
  void handle(ChangeMutualAidTerms order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(
        new MutualAidTermsChanged(order.village(), order.leverage(), order.capPerHousehold()),
        ruling,
        borrowers);
  }

  @CommandHandler
  void handle(GrantLoan order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(
        new LoanGranted(
            order.village(),
            order.loan(),
            order.household(),
            order.amount(),
            order.due(),
            order.use()),
        ruling,
        borrowers);
  }

  /** The bank comes first; what is beyond gives the capital back what it paid. */
  @CommandHandler
  void handle(RepayLoan order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    Loan loan = loans.get(order.loan());
    Money toBank =
        loan == null ? Money.ZERO : least(order.amount(), loan.owed().free(ruling.day()));
    decide(
        new LoanRepaid(order.village(), order.loan(), order.amount(), order.amount().minus(toBank)),
        ruling,
        borrowers);
  }

  @CommandHandler
  void handle(RecordLoanDefault order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    Loan loan = loans.get(order.loan());
    decide(
        new LoanDefaulted(
            order.village(),
            order.loan(),
            loan == null ? Money.ZERO : loan.owed().on(ruling.day())),
        ruling,
        borrowers);
  }

  @CommandHandler
  void handle(CompensateDefault order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(
        new DefaultCompensated(order.village(), order.loan(), order.amount()), ruling, borrowers);
  }

  /** What went back once, or was paid later, cannot go back. */
  @CommandHandler
  void handle(DissolveMutualAidFund order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    Money left = most(Money.ZERO, capital.free(ruling.day()));
    decide(new MutualAidFundDissolved(order.village(), left), ruling, borrowers);
  }

  /** What must hold of a fact before it is recorded, in the order an official checks it. */
  private void judge(MutualAidEvent fact, Ruling ruling, Borrowers borrowers) {
    switch (fact) {
      case MutualAidFundEstablished it -> {
        ruling.require(stream == null, Rule.ALREADY_EXISTS, "mutual-aid/" + it.village());
        ruling.require(
            it.capital().isPositive() && it.capPerHousehold().isPositive(),
            Rule.AMOUNT_NOT_POSITIVE);
      }
      case MutualAidTermsChanged it -> {
        ruling.require(
            !termsOn(ruling.day()).equals(new Terms(it.leverage(), it.capPerHousehold())),
            Rule.NOTHING_CHANGES);
        ruling.require(it.capPerHousehold().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        ruling.require(roomAfter(it, ruling.day()).fen() >= 0, Rule.LENT_ABOVE_LEVERAGE);
        requireNotDissolved(ruling);
      }
      case LoanGranted it -> judge(it, ruling, borrowers);
      case LoanRepaid it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        Loan loan = known(it.loan(), ruling);
        // By the day, and not taken back since: what the capital paid in March was owed until then.
        requireOwed(
            loan.owed().free(ruling.day()).plus(loan.compensated().free(ruling.day())),
            it.amount(),
            ruling);
      }
      case LoanDefaulted it -> {
        Loan loan = known(it.loan(), ruling);
        requireOwed(it.owed(), new Money(1), ruling);
        ruling.require(loan.defaulted() == null, Rule.LOAN_DEFAULTED_ALREADY);
        ruling.require(ruling.day().isAfter(loan.due()), Rule.LOAN_NOT_DUE);
      }
      case DefaultCompensated it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        Loan loan = known(it.loan(), ruling);
        requireOwed(loan.owed().free(ruling.day()), it.amount(), ruling);
        ruling.require(Done.by(ruling.day(), loan.defaulted()), Rule.LOAN_NOT_DEFAULTED);
        // That a dissolved fund has no capital is asked by a rule of its own.
        ruling.require(
            dissolved || it.amount().compareTo(capital.free(ruling.day())) <= 0,
            Rule.COMPENSATED_ABOVE_CAPITAL);
        // The capital that is left may not bear what is still lent: nobody is to be refused for it.
        ruling.expect(
            dissolved
                || room(
                            ruling.day(),
                            capital.minus(of(ruling.day(), it.amount())),
                            outstanding.minus(of(ruling.day(), it.amount())))
                        .fen()
                    >= 0,
            Rule.LENT_ABOVE_LEVERAGE);
        requireNotDissolved(ruling);
      }
      case MutualAidFundDissolved _ -> {
        ruling.require(
            loans.values().stream().noneMatch(loan -> loan.open().most(ruling.day()).isPositive()),
            Rule.LOANS_OUTSTANDING);
        requireNotDissolved(ruling);
      }
      case RuleOverridden _ -> {}
    }
  }

  private void judge(LoanGranted fact, Ruling ruling, Borrowers borrowers) {
    LocalDate day = ruling.day();
    ruling.require(!loans.containsKey(fact.loan()), Rule.ALREADY_EXISTS, fact.loan().number());
    ruling.require(fact.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(
        borrowers.homeOf(fact.household()).equals(fact.village()),
        Rule.BORROWER_OF_ANOTHER_VILLAGE);
    ruling.require(
        dissolved || fact.amount().compareTo(room(day, capital, outstanding)) <= 0,
        Rule.LENT_ABOVE_LEVERAGE,
        new Detail.Room(room(day, capital, outstanding)));
    Balance debts = owedBy(fact.household());
    ruling.require(fact.amount().compareTo(roomUnderTheCap(day, debts)) <= 0, Rule.LOAN_ABOVE_CAP);
    ruling.require(
        ruling.meets(
            Rule.LOAN_OUTSIDE_TERMS,
            LoanTerms.class,
            limits ->
                limits.isEnough(debts.most(day).plus(fact.amount()))
                    && limits.isShortEnough(day, fact.due())),
        Rule.LOAN_OUTSIDE_TERMS);
    ruling.require(
        ruling.meets(
            Rule.LOAN_DIVERTED, NegativeList.class, list -> list.isFree(fact.use().name())),
        Rule.LOAN_DIVERTED,
        fact.use().name());
    requireNotDissolved(ruling);
  }

  /** One movement. */
  private static Balance of(LocalDate day, Money amount) {
    Balance one = new Balance();
    one.add(day, amount);
    return one;
  }

  private static Money least(Money one, Money other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Money most(Money one, Money other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Terms termsOn(LocalDate day) {
    Map.Entry<LocalDate, Terms> found = terms.floorEntry(day);
    return found == null ? Terms.NONE : found.getValue();
  }

  /**
   * What can be lent from the day on: capital times leverage less what is outstanding, where that
   * is least, by the terms of each day.
   */
  private Money room(LocalDate from, Balance ofCapital, Balance lent) {
    return days(from, ofCapital, lent).stream()
        .map(day -> ofCapital.on(day).times(termsOn(day).leverage()).minus(lent.on(day)))
        .reduce(MutualAidFund::least)
        .orElse(Money.ZERO);
  }

  /** The same by new terms, which hold until the next that are known already. */
  private Money roomAfter(MutualAidTermsChanged changed, LocalDate from) {
    LocalDate next = terms.higherKey(from);
    return days(from, capital, outstanding).stream()
        .filter(day -> next == null || day.isBefore(next))
        .map(day -> capital.on(day).times(changed.leverage()).minus(outstanding.on(day)))
        .reduce(MutualAidFund::least)
        .orElse(Money.ZERO);
  }

  /** A cap that was lowered later does not outlaw what was lent before. */
  private Money roomUnderTheCap(LocalDate from, Balance debts) {
    Money ofTheDay = termsOn(from).cap();
    return days(from, debts).stream()
        .map(day -> most(ofTheDay, termsOn(day).cap()).minus(debts.on(day)))
        .reduce(MutualAidFund::least)
        .orElse(Money.ZERO);
  }

  /** The day and those after it on which anything of this changes. */
  private SortedSet<LocalDate> days(LocalDate from, Balance... balances) {
    SortedSet<LocalDate> days = new TreeSet<>(terms.tailMap(from, false).keySet());
    days.add(from);
    for (Balance balance : balances) days.addAll(balance.daysAfter(from));
    return days;
  }

  private Loan known(LoanId id, Ruling ruling) {
    Loan loan = loans.get(id);
    ruling.require(
        loan != null && !loan.granted().isAfter(ruling.day()), Rule.LOAN_UNKNOWN, id.number());
    if (loan == null) throw new IllegalStateException("what is impossible was let pass");
    return loan;
  }

  private static void requireOwed(Money owed, Money amount, Ruling ruling) {
    ruling.require(amount.compareTo(owed) <= 0, Rule.REPAID_MORE_THAN_OWED, new Detail.Room(owed));
  }

  /** Whatever day is entered: its capital has gone back, and nothing was left of it to lend. */
  private void requireNotDissolved(Ruling ruling) {
    ruling.require(!dissolved, Rule.MUTUAL_AID_DISSOLVED);
  }

  /** With what the capital has paid for the household. */
  private Balance owedBy(HouseholdId household) {
    Balance owed = new Balance();
    for (Loan loan : loans.values())
      if (loan.household().equals(household)) owed = owed.plus(loan.open());
    return owed;
  }

  @EventSourcingHandler
  void on(MutualAidEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case MutualAidFundEstablished it -> {
        stream = "mutual-aid/" + it.village();
        capital.add(day, it.capital());
        terms.put(day, new Terms(it.leverage(), it.capPerHousehold()));
      }
      case MutualAidTermsChanged it ->
          terms.put(day, new Terms(it.leverage(), it.capPerHousehold()));
      case LoanGranted it -> {
        Loan loan = new Loan(it.household(), new Balance(), new Balance(), day, it.due(), null);
        loans.put(it.loan(), loan);
        owe(loan, day, it.amount());
      }
      case LoanRepaid it -> repay(it, day);
      case LoanDefaulted it -> loans.computeIfPresent(it.loan(), (_, loan) -> loan.inDefault(day));
      case DefaultCompensated it -> {
        Loan loan = loans.get(it.loan());
        if (loan == null) return;
        owe(loan, day, Money.ZERO.minus(it.amount()));
        loan.compensated().add(day, it.amount());
        capital.take(day, it.amount());
      }
      case MutualAidFundDissolved it -> {
        capital.take(day, it.capital());
        dissolved = true;
      }
      case RuleOverridden _ -> {}
    }
  }

  /** A fact of before it said so went to the bank first, as far as the bank was owed by then. */
  private void repay(LoanRepaid fact, LocalDate day) {
    Loan loan = loans.get(fact.loan());
    if (loan == null) return;
    Money said = fact.toCapital();
    Money toCapital =
        said != null ? said : fact.amount().minus(least(fact.amount(), loan.owed().total()));
    owe(loan, day, toCapital.minus(fact.amount()));
    loan.compensated().take(day, toCapital);
    capital.add(day, toCapital);
  }

  /** That the bank is owed so much more: of the loan, and so of all. */
  private void owe(Loan loan, LocalDate day, Money more) {
    loan.owed().add(day, more);
    outstanding.add(day, more);
  }
}
