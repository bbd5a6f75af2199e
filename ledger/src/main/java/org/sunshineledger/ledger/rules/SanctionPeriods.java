package org.sunshineledger.ledger.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 处分期间: how many months each kind of sanction lasts.
 *
 * @param months by kind, 0 for one without a period; a kind that is not here is not regulated
 */
public record SanctionPeriods(Map<String, Integer> months) implements Terms {

  public SanctionPeriods {
    months = Map.copyOf(months);
    if (months.values().stream().anyMatch(each -> each < 0))
      throw new IllegalArgumentException("a period below nothing");
  }

  /** Whether the sanction lasts as long as its kind; null is for no period. */
  public boolean isRight(String kind, @Nullable Integer lasting) {
    Integer period = months.get(kind);
    return period == null || period == (lasting == null ? 0 : lasting);
  }
}
