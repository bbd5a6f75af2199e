package org.sunshineledger.projections.money;

import org.sunshineledger.ledger.fact.Money;

/**
 * What passed each joint, and so what is left before it.
 *
 * @param credits payments to households that were added up
 */
public record Flow(
    Money appropriated,
    Money allotted,
    Money disbursed,
    Money credited,
    int credits,
    boolean synthetic) {

  static final Flow NONE = new Flow(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, false);

  public Money unallotted() {
    return appropriated.minus(allotted);
  }

  public Money undisbursed() {
    return allotted.minus(disbursed);
  }

  /** Debits without credits; anything but zero is a fault of the ledger. */
  public Money uncredited() {
    return disbursed.minus(credited);
  }

  /** Whether debits equal credits. */
  public boolean balanced() {
    return disbursed.equals(credited);
  }
}
