package org.sunshineledger.ledger.fund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * 不含: a part of an amount that is included in the figure and paid to another region directly.
 *
 * @param document under which it is paid, or null
 */
public record Excluded(RegionCode region, @Nullable DocumentNumber document, Money amount) {

  /** Of all of them; nothing where none is told apart. */
  public static Money total(@Nullable List<Excluded> excluded) {
    return excluded == null
        ? Money.ZERO
        : excluded.stream().map(Excluded::amount).reduce(Money.ZERO, Money::plus);
  }
}
