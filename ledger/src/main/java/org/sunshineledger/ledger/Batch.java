package org.sunshineledger.ledger;

import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Act;

/** Several orders that become one append. */
public interface Batch {

  /**
   * Decides an order, on what is stored and on what the batch has led to so far.
   *
   * @return ids of the facts it led to, in their order
   * @throws UnknownStream when the order is addressed to a stream that does not exist
   */
  List<UUID> submit(Order order, Act act);
}
