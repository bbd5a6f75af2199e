package org.sunshineledger.ledger.journal;

/**
 * What the caller of an append holds in hand once it is committed.
 *
 * @param first position of the first fact, or -1 when the append had none
 * @param last position of the last fact, or -1
 * @param repeated whether the facts were already there under the same idempotency key
 */
public record Receipt(long first, long last, boolean repeated) {

  static final Receipt WITHOUT_FACTS = new Receipt(-1, -1, false);

  /** How many facts there are; an append's facts stand side by side. */
  public long count() {
    return first < 0 ? 0 : last - first + 1;
  }
}
