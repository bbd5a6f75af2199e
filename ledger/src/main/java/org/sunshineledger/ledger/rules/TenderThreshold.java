package org.sunshineledger.ledger.rules;

import org.sunshineledger.ledger.fact.Money;

/** 招标限额: what costs more must be put out to tender (河南省扶贫开发条例 art. 47). */
public record TenderThreshold(long yuan) implements Terms {

  public TenderThreshold {
    if (yuan <= 0) throw new IllegalArgumentException("a threshold of nothing");
  }

  public boolean isExceededBy(Money amount) {
    return amount.compareTo(Money.ofYuan(yuan)) > 0;
  }
}
