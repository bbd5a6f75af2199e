package org.sunshineledger.ledger;

import org.sunshineledger.ledger.journal.Append;

/**
 * A stream as it was remembered when an order was let in: the order is to hold only if nothing has
 * come to it since. So whoever lets orders in need not ask each time; the journal looks when it
 * takes the facts, whichever node the stream has grown on.
 *
 * @param sequence of the stream's last fact, -1 for a stream without facts
 */
public record Assumed(String stream, long sequence) {

  /**
   * Guards the append at it, unless the decision itself has read another.
   *
   * @throws AssumedInVain when it has
   */
  void require(Append append) {
    if (append.guardOn(stream).orElse(sequence) != sequence) throw new AssumedInVain(stream);
    append.guard(stream, sequence);
  }
}
