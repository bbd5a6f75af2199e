package org.sunshineledger.ledger.rules;

import java.util.List;

/** 负面清单: names of what must not be. */
public record NegativeList(List<String> kinds) implements Terms {

  public NegativeList {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) throw new IllegalArgumentException("a list of nothing");
  }

  public boolean isFree(String kind) {
    return !kinds.contains(kind);
  }
}
