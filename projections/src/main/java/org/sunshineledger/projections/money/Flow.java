package org.sunshineledger.projections.money;

import org.sunshineledger.ledger.fact.Money;

/**
 * What passed each joint, less what came back through it, and so what is left before it.
 *
 * @param appropriated as the documents say, with what is excluded
 * @param gone passed down or reclaimed
 * @param supplied paid to suppliers
 * @param credited paid to households
 * @param credits payments to households that were added up
 */
public record Flow(
    Money appropriated,
    Money excluded,
    Money gone,
    Money allotted,
    Money disbursed,
    Money supplied,
    Money credited,
    int credits,
    boolean synthetic) {

  static final Flow NONE =
      new Flow(
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          0,
          false);

  /** The same as if this had not come back from households yet. */
  Flow withholding(Money returned) {
    return new Flow(
        appropriated,
        excluded,
        gone,
        allotted,
        disbursed.plus(returned),
        supplied,
        credited.plus(returned),
        credits,
        synthetic);
  }

  /** The same with where its debits went. */
  Flow reaching(Money toSuppliers, Money toHouseholds, int lines) {
    return new Flow(
        appropriated,
        excluded,
        gone,
        allotted,
        disbursed,
        toSuppliers,
        toHouseholds,
        lines,
        synthetic);
  }

  Flow plus(Flow other) {
    return new Flow(
        appropriated.plus(other.appropriated),
        excluded.plus(other.excluded),
        gone.plus(other.gone),
        allotted.plus(other.allotted),
        disbursed.plus(other.disbursed),
        supplied.plus(other.supplied),
        credited.plus(other.credited),
        credits + other.credits,
        synthetic || other.synthetic);
  }

  /** The same where this much only went from one document to another, both of which are in it. */
  Flow withoutPassing(Money passed) {
    return new Flow(
        appropriated.minus(passed),
        excluded,
        gone.minus(passed),
        allotted,
        disbursed,
        supplied,
        credited,
        credits,
        synthetic);
  }

  public Money unallotted() {
    return appropriated.minus(excluded).minus(gone).minus(allotted);
  }

  public Money undisbursed() {
    return allotted.minus(disbursed);
  }

  /** What lies idle: neither gone nor spent, allotted or not. */
  public Money unspent() {
    return unallotted().plus(undisbursed());
  }

  /** Debits without credits; anything but zero is a fault of the ledger. */
  public Money uncredited() {
    return disbursed.minus(supplied).minus(credited);
  }

  /** Whether debits equal credits. */
  public boolean balanced() {
    return uncredited().equals(Money.ZERO);
  }
}
