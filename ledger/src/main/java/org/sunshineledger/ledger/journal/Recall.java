package org.sunshineledger.ledger.journal;

/**
 * How much is kept at hand so that an order need not read whole streams.
 *
 * @param aggregates how many are remembered between orders, from 0
 * @param facts of a stream after which a (further) snapshot of it is kept, from 1; a shorter stream
 *     is read whole
 */
public record Recall(int aggregates, int facts) {

  /** A few kilobytes an aggregate; a stream of 500 facts is read in some five milliseconds. */
  public static final Recall USUAL = new Recall(8_192, 500);

  public Recall {
    if (aggregates < 0 || facts < 1) throw new IllegalArgumentException("not a recall");
  }
}
