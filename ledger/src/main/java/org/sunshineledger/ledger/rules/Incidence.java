package org.sunshineledger.ledger.rules;

/**
 * 贫困发生率: how many of a village's people may still be poor when it exits.
 *
 * @param percent from 0 to 100
 * @param inclusive whether exactly so many are few enough
 */
public record Incidence(int percent, boolean inclusive) implements Terms {

  private static final int ALL = 100;

  public Incidence {
    if (percent < 0 || percent > ALL)
      throw new IllegalArgumentException("not a percentage: " + percent);
  }

  public boolean isLowEnough(int poorPersons, int ruralPopulation) {
    long poor = (long) poorPersons * ALL;
    long most = (long) ruralPopulation * percent;
    return inclusive ? poor <= most : poor < most;
  }
}
