package org.sunshineledger.projections.mutualaid;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.DefaultCompensated;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanDefaulted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundDissolved;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidTermsChanged;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.RuleOverridden;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Kind;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Line;
import org.sunshineledger.projections.view.View;

/** What may each village's fund lend, and who owes it what? */
public final class MutualAidView implements View<RegionCode, MutualAidBook> {

  @Override
  public String name() {
    return "mutualaid";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("mutual-aid.");
  }

  /** A dated list. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return fact.event() instanceof MutualAidEvent event && !(event instanceof RuleOverridden)
        ? Stream.of(event.village())
        : Stream.empty();
  }

  @Override
  public @Nullable MutualAidBook fold(@Nullable MutualAidBook row, RegionCode key, Fact fact) {
    if (!(fact.event() instanceof MutualAidEvent event)) return row;
    MutualAidBook before = row == null ? MutualAidBook.EMPTY : row;
    return switch (event) {
      case MutualAidFundEstablished it ->
          before.with(
              terms(fact, Kind.ESTABLISHED, it.capital(), it.leverage(), it.capPerHousehold()));
      case MutualAidTermsChanged it ->
          before.with(
              terms(fact, Kind.TERMS_CHANGED, Money.ZERO, it.leverage(), it.capPerHousehold()));
      case LoanGranted it ->
          before.with(loan(fact, Kind.GRANTED, it.loan(), it.household(), it.amount(), it.due()));
      case LoanRepaid it -> before.with(repaid(fact, it));
      case LoanDefaulted it ->
          before.with(loan(fact, Kind.DEFAULTED, it.loan(), null, it.owed(), null));
      case DefaultCompensated it ->
          before.with(loan(fact, Kind.COMPENSATED, it.loan(), null, it.amount(), null));
      case MutualAidFundDissolved it ->
          before.with(loan(fact, Kind.DISSOLVED, null, null, it.capital(), null));
      case RuleOverridden _ -> row;
    };
  }

  private static Line terms(Fact fact, Kind kind, Money capital, int leverage, Money cap) {
    return new Line(
        kind, fact.occurredOn(), fact.position(), null, null, capital, null, leverage, cap, null);
  }

  private static Line repaid(Fact fact, LoanRepaid repaid) {
    return new Line(
        Kind.REPAID,
        fact.occurredOn(),
        fact.position(),
        repaid.loan(),
        null,
        repaid.amount(),
        repaid.toCapital(),
        0,
        null,
        null);
  }

  private static Line loan(
      Fact fact,
      Kind kind,
      @Nullable LoanId loan,
      @Nullable HouseholdId household,
      Money amount,
      @Nullable LocalDate due) {
    return new Line(
        kind, fact.occurredOn(), fact.position(), loan, household, amount, null, 0, null, due);
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<MutualAidBook> rowType() {
    return MutualAidBook.class;
  }
}
