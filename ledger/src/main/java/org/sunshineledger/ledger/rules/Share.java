package org.sunshineledger.ledger.rules;

import java.math.BigInteger;
import org.sunshineledger.ledger.fact.Money;

/** 比例上限: so many per cent of a whole at most. */
public record Share(int percent) implements Terms {

  private static final int WHOLE = 100;

  public Share {
    if (percent < 0 || percent > WHOLE) throw new IllegalArgumentException("not a share");
  }

  /** Compared in whole fen, without a fraction. */
  public boolean isNotExceeded(Money part, Money whole) {
    BigInteger limit = BigInteger.valueOf(whole.fen()).multiply(BigInteger.valueOf(percent));
    return BigInteger.valueOf(part.fen()).multiply(BigInteger.valueOf(WHOLE)).compareTo(limit) <= 0;
  }
}
