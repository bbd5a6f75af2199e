package org.sunshineledger.ledger;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.Conflict;

/** What must hold for an order to be taken, beside its rules. */
public final class Conditions {

  /** Nothing else. */
  public static final Conditions NONE = new Conditions(null, null);

  private final @Nullable Seen seen;
  private final @Nullable Assumed assumed;

  private Conditions(@Nullable Seen seen, @Nullable Assumed assumed) {
    this.seen = seen;
    this.assumed = assumed;
  }

  /**
   * These, and that the order's stream is still at one of the versions its sender has seen.
   *
   * @param versions sequences of its last fact, any of which will do
   */
  public Conditions seen(Order order, Set<Long> versions) {
    return new Conditions(new Seen(order.stream(), versions), assumed);
  }

  /** These, and that a stream is still as it was remembered. */
  public Conditions assuming(Assumed remembered) {
    return new Conditions(seen, remembered);
  }

  /** Guards the append at them, once its decision has read what it reads. */
  void require(Append append) {
    if (seen != null) seen.require(append);
    if (assumed != null) assumed.require(append);
  }

  void requireOfWhatWasRead(Append append) {
    if (seen != null) seen.requireOfWhatWasRead(append);
  }

  /**
   * Deciding anew would come to the same.
   *
   * @throws AssumedInVain when it is the assumed stream that has moved
   */
  void lookWhetherInVain(Conflict conflict) {
    if (assumed != null && assumed.stream().equals(conflict.stream()))
      throw new AssumedInVain(conflict.stream());
  }
}
