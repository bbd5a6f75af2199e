package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An amount in fen (分), stored as a plain number; the ledger never holds a fraction of one. Amounts
 * beyond 10^18 fen, and sums that come to more, throw {@link ArithmeticException}. What an order
 * may speak of is far less, so that sums have room.
 */
public record Money(@JsonValue long fen) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  /** More than all the money there is, and far from the end of a long: sums cannot overflow. */
  private static final long MOST_FEN = 1_000_000_000_000_000_000L;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Money {
    if (fen > MOST_FEN || fen < -MOST_FEN) throw new ArithmeticException("too much money");
  }

  public static Money ofYuan(long yuan) {
    return new Money(Math.multiplyExact(yuan, 100));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(fen, other.fen));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(fen, other.fen));
  }

  public Money times(int factor) {
    return new Money(Math.multiplyExact(fen, factor));
  }

  public boolean isPositive() {
    return fen > 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }
}
