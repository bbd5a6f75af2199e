package org.sunshineledger.ledger;

import java.util.Set;
import org.sunshineledger.ledger.journal.Append;

/**
 * What the sender of an order has seen of its stream: the order is to hold for one of these
 * versions, or not at all.
 *
 * @param stream the order's own
 * @param versions sequences of its last fact
 */
record Seen(String stream, Set<Long> versions) {

  Seen {
    versions = Set.copyOf(versions);
  }

  /**
   * The append is guarded at what its decision read, so whatever is right here stays right until it
   * is committed. A stream that was not read is one that begins.
   *
   * @throws StreamMovedOn when it read another version than was seen
   */
  void require(Append append) {
    long read = append.guardOn(stream).orElse(-1);
    if (!versions.contains(read)) throw new StreamMovedOn(stream, read);
  }

  /** The same of a decision that ended early, perhaps before it had read anything. */
  void requireOfWhatWasRead(Append append) {
    if (append.guardOn(stream).isPresent()) require(append);
  }
}
