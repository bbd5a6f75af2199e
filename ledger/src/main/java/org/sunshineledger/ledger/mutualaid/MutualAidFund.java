package org.sunshineledger.ledger.mutualaid;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
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
import org.sunshineledger.ledger.rules.LoanTerms;
import org.sunshineledger.ledger.rules.NegativeList;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** 金种子互助资金 of one village: what it may lend, has lent and is owed. */
public class MutualAidFund {

  /**
   * @param compensated what the capital has paid for it and the borrower owes the fund since
   */
  private record Loan(
      HouseholdId household,
      Money owed,
      Money compensated,
      LocalDate granted,
      LocalDate due,
      boolean defaulted) {

    Money open() {
      return owed.plus(compensated);
    }

    Loan owing(Money nowOwed, Money nowCompensated) {
      return new Loan(household, nowOwed, nowCompensated, granted, due, defaulted);
    }
  }

  @AggregateIdentifier private @Nullable String stream;
  private Money capital = Money.ZERO;
  private int leverage;
  private Money capPerHousehold = Money.ZERO;
  private @Nullable LocalDate dissolvedOn;
  private Money outstanding = Money.ZERO;
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

  @CommandHandler
  void handle(RepayLoan order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(new LoanRepaid(order.village(), order.loan(), order.amount()), ruling, borrowers);
  }

  @CommandHandler
  void handle(RecordLoanDefault order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    Loan loan = loans.get(order.loan());
    decide(
        new LoanDefaulted(order.village(), order.loan(), loan == null ? Money.ZERO : loan.owed()),
        ruling,
        borrowers);
  }

  @CommandHandler
  void handle(CompensateDefault order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(
        new DefaultCompensated(order.village(), order.loan(), order.amount()), ruling, borrowers);
  }

  @CommandHandler
  void handle(DissolveMutualAidFund order, Ruling ruling, Borrowers borrowers) {
    ruling.at(order.village());
    decide(new MutualAidFundDissolved(order.village(), capital), ruling, borrowers);
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
        ruling.require(it.capPerHousehold().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        ruling.require(
            outstanding.compareTo(capital.times(it.leverage())) <= 0, Rule.LENT_ABOVE_LEVERAGE);
        requireNotDissolved(ruling);
      }
      case LoanGranted it -> judge(it, ruling, borrowers);
      case LoanRepaid it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        Loan loan = known(it.loan(), ruling);
        requireOwed(loan.open(), it.amount(), ruling);
      }
      case LoanDefaulted it -> {
        Loan loan = known(it.loan(), ruling);
        requireOwed(loan.owed(), new Money(1), ruling);
        ruling.require(!loan.defaulted(), Rule.LOAN_DEFAULTED_ALREADY);
        ruling.require(ruling.day().isAfter(loan.due()), Rule.LOAN_NOT_DUE);
      }
      case DefaultCompensated it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        Loan loan = known(it.loan(), ruling);
        requireOwed(loan.owed(), it.amount(), ruling);
        ruling.require(loan.defaulted(), Rule.LOAN_NOT_DEFAULTED);
        ruling.require(it.amount().compareTo(capital) <= 0, Rule.COMPENSATED_ABOVE_CAPITAL);
        // The capital that is left may not bear what is still lent: nobody is to be refused for it.
        ruling.expect(
            outstanding.minus(it.amount()).compareTo(capital.minus(it.amount()).times(leverage))
                <= 0,
            Rule.LENT_ABOVE_LEVERAGE);
      }
      case MutualAidFundDissolved _ -> {
        ruling.require(!outstanding.isPositive(), Rule.LOANS_OUTSTANDING);
        requireNotDissolved(ruling);
      }
      case RuleOverridden _ -> {}
    }
  }

  private void judge(LoanGranted fact, Ruling ruling, Borrowers borrowers) {
    ruling.require(!loans.containsKey(fact.loan()), Rule.ALREADY_EXISTS, fact.loan().number());
    ruling.require(fact.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(
        borrowers.homeOf(fact.household()).equals(fact.village()),
        Rule.BORROWER_OF_ANOTHER_VILLAGE);
    ruling.require(
        outstanding.plus(fact.amount()).compareTo(capital.times(leverage)) <= 0,
        Rule.LENT_ABOVE_LEVERAGE,
        "%d fen outstanding".formatted(outstanding.fen()));
    Money owed = owedBy(fact.household()).plus(fact.amount());
    ruling.require(owed.compareTo(capPerHousehold) <= 0, Rule.LOAN_ABOVE_CAP);
    ruling.require(
        ruling.meets(
            Rule.LOAN_OUTSIDE_TERMS,
            LoanTerms.class,
            terms -> terms.isEnough(owed) && terms.isShortEnough(ruling.day(), fact.due())),
        Rule.LOAN_OUTSIDE_TERMS);
    ruling.require(
        ruling.meets(
            Rule.LOAN_DIVERTED, NegativeList.class, list -> list.isFree(fact.use().name())),
        Rule.LOAN_DIVERTED,
        fact.use().name());
    requireNotDissolved(ruling);
  }

  private Loan known(LoanId id, Ruling ruling) {
    Loan loan = loans.get(id);
    ruling.require(
        loan != null && !loan.granted().isAfter(ruling.day()), Rule.LOAN_UNKNOWN, id.number());
    if (loan == null) throw new IllegalStateException("what is impossible was let pass");
    return loan;
  }

  private static void requireOwed(Money owed, Money amount, Ruling ruling) {
    ruling.require(
        amount.compareTo(owed) <= 0,
        Rule.REPAID_MORE_THAN_OWED,
        "%d fen owed".formatted(owed.fen()));
  }

  private void requireNotDissolved(Ruling ruling) {
    ruling.require(
        dissolvedOn == null || dissolvedOn.isAfter(ruling.day()), Rule.MUTUAL_AID_DISSOLVED);
  }

  private Money owedBy(HouseholdId household) {
    return loans.values().stream()
        .filter(loan -> loan.household().equals(household))
        .map(Loan::owed)
        .reduce(Money.ZERO, Money::plus);
  }

  @EventSourcingHandler
  void on(MutualAidEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    switch (fact) {
      case MutualAidFundEstablished it -> {
        stream = "mutual-aid/" + it.village();
        capital = it.capital();
        leverage = it.leverage();
        capPerHousehold = it.capPerHousehold();
      }
      case MutualAidTermsChanged it -> {
        leverage = it.leverage();
        capPerHousehold = it.capPerHousehold();
      }
      case LoanGranted it -> {
        loans.put(
            it.loan(),
            new Loan(
                it.household(), it.amount(), Money.ZERO, envelope.occurredOn(), it.due(), false));
        outstanding = outstanding.plus(it.amount());
      }
      case LoanRepaid it -> repay(it.loan(), it.amount());
      case LoanDefaulted it ->
          loans.computeIfPresent(
              it.loan(),
              (_, loan) ->
                  new Loan(
                      loan.household(),
                      loan.owed(),
                      loan.compensated(),
                      loan.granted(),
                      loan.due(),
                      true));
      case DefaultCompensated it -> {
        capital = capital.minus(it.amount());
        outstanding = outstanding.minus(it.amount());
        loans.computeIfPresent(
            it.loan(),
            (_, loan) ->
                loan.owing(loan.owed().minus(it.amount()), loan.compensated().plus(it.amount())));
      }
      case MutualAidFundDissolved _ -> dissolvedOn = envelope.occurredOn();
      case RuleOverridden _ -> {}
    }
  }

  /** The bank comes first; what is beyond gives the capital back what it paid. */
  private void repay(LoanId id, Money amount) {
    Loan loan = loans.get(id);
    if (loan == null) return;
    Money toBank = amount.compareTo(loan.owed()) < 0 ? amount : loan.owed();
    Money toCapital = amount.minus(toBank);
    loans.put(id, loan.owing(loan.owed().minus(toBank), loan.compensated().minus(toCapital)));
    outstanding = outstanding.minus(toBank);
    capital = capital.plus(toCapital);
  }
}
