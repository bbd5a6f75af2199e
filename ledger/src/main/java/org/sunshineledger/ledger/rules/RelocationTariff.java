package org.sunshineledger.ledger.rules;

import org.sunshineledger.ledger.fact.Money;

/**
 * 易地搬迁补助: what a household is paid for moving, and what a dwelling costs it.
 *
 * @param forHousehold 户均补助, yuan
 * @param forHomestead 宅基地补偿, yuan
 * @param forEachMember 人均补助, yuan
 * @param perSquareMetre price of the dwelling, yuan
 * @param squareMetresEach 人均住房面积: no more for each member (全国十三五易地扶贫搬迁规划, PL-8)
 */
public record RelocationTariff(
    long forHousehold,
    long forHomestead,
    long forEachMember,
    long perSquareMetre,
    int squareMetresEach)
    implements Terms {

  public RelocationTariff {
    if (forHousehold < 0
        || forHomestead < 0
        || forEachMember < 0
        || perSquareMetre <= 0
        || squareMetresEach <= 0) throw new IllegalArgumentException("not a tariff");
  }

  /** For a household of so many. */
  public Money subsidy(int members) {
    return Money.ofYuan(
        forHousehold + forHomestead + Math.multiplyExact(forEachMember, (long) members));
  }

  public Money price(int squareMetres) {
    return Money.ofYuan(Math.multiplyExact(perSquareMetre, (long) squareMetres));
  }

  /** Whole square metres that the money buys. */
  public long squareMetresFor(Money money) {
    return Math.floorDiv(money.fen(), Money.ofYuan(perSquareMetre).fen());
  }

  /** Whether a household of so many may be given a dwelling of that size. */
  public boolean isWithinTheLine(int members, int squareMetres) {
    return squareMetres <= members * squareMetresEach;
  }
}
