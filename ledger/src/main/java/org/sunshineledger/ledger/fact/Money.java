package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An amount in fen (分), stored as a plain number; the ledger never holds a fraction of one. Sums
 * that leave the range of a {@code long} throw {@link ArithmeticException}.
 */
public record Money(@JsonValue long fen) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Money {}

  public static Money ofYuan(long yuan) {
    return new Money(Math.multiplyExact(yuan, 100));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(fen, other.fen));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(fen, other.fen));
  }

  public boolean isPositive() {
    return fen > 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }
}
