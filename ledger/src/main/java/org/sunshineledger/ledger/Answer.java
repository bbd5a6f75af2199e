package org.sunshineledger.ledger;

import org.sunshineledger.ledger.journal.Receipt;

/** What became of one of several orders. */
public sealed interface Answer {

  /** Its facts are durable, since now or an earlier time. */
  record Recorded(Receipt receipt) implements Answer {}

  /**
   * Nothing of it is recorded.
   *
   * @param why what {@link Orders#submit} would have thrown
   */
  record NotRecorded(RuntimeException why) implements Answer {}
}
