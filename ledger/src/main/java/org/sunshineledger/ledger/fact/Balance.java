package org.sunshineledger.ledger.fact;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 余额: what came and what went, by the day on which it did, in whatever order it was told. What
 * moved on one day is one entry, so that a hundred thousand payments of a year are 366.
 */
public final class Balance {

  private final NavigableMap<LocalDate, Money> moves = new TreeMap<>();

  /** Of nothing. */
  public Balance() {}

  public void add(LocalDate day, Money amount) {
    moves.merge(day, amount, Money::plus);
  }

  public void take(LocalDate day, Money amount) {
    add(day, Money.ZERO.minus(amount));
  }

  /** With what moved in the other too. */
  public Balance plus(Balance other) {
    Balance sum = new Balance();
    moves.forEach(sum::add);
    other.moves.forEach(sum::add);
    return sum;
  }

  /** Less what moved in the other. */
  public Balance minus(Balance other) {
    Balance rest = new Balance();
    moves.forEach(rest::add);
    other.moves.forEach(rest::take);
    return rest;
  }

  /** What was there at the end of the day. */
  public Money on(LocalDate day) {
    return sum(moves.headMap(day, true));
  }

  /** What is there after all that was told. */
  public Money total() {
    return sum(moves);
  }

  private static Money sum(NavigableMap<LocalDate, Money> moves) {
    return moves.values().stream().reduce(Money.ZERO, Money::plus);
  }

  /**
   * What can go on the day: the least that was there from then on. What went later was not there to
   * go twice, and what came back later was not there yet.
   */
  public Money free(LocalDate from) {
    Money balance = on(from);
    Money least = balance;
    for (Money move : moves.tailMap(from, false).values()) {
      balance = balance.plus(move);
      if (balance.compareTo(least) < 0) least = balance;
    }
    return least;
  }

  /** The most that was there from the day on. */
  public Money most(LocalDate from) {
    return Money.ZERO.minus(new Balance().minus(this).free(from));
  }

  /** The days after this one on which anything moved. */
  public SequencedSet<LocalDate> daysAfter(LocalDate day) {
    return moves.tailMap(day, false).navigableKeySet();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Balance that && moves.equals(that.moves);
  }

  @Override
  public int hashCode() {
    return moves.hashCode();
  }

  @Override
  public String toString() {
    return moves.toString();
  }
}
