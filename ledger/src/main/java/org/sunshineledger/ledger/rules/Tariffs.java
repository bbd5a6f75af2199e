package org.sunshineledger.ledger.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Money;

/**
 * 补助标准: what a programme pays to one payee for one period.
 *
 * @param yuan by programme; one that is not here has no fixed tariff
 * @param onlyOneOf programmes of which a payee receives one only for a period
 */
public record Tariffs(Map<String, Long> yuan, List<List<String>> onlyOneOf) implements Terms {

  public Tariffs {
    yuan = Map.copyOf(yuan);
    onlyOneOf = onlyOneOf.stream().map(List::copyOf).toList();
    yuan.forEach((programme, amount) -> {
      if (amount <= 0) throw new IllegalArgumentException("a tariff of nothing: " + programme);
    });
  }

  /** Whether the amount is the programme's, or it has no fixed one. */
  public boolean agree(String programme, Money amount) {
    Long fixed = yuan.get(programme);
    return fixed == null || Money.ofYuan(fixed).equals(amount);
  }

  /** The programmes that exclude this one, itself among them, as one word; empty for none. */
  public Optional<String> exclusive(String programme) {
    return onlyOneOf.stream()
        .filter(group -> group.contains(programme))
        .findFirst()
        .map(group -> String.join("+", group));
  }

  /** Whether a payee of the one may not receive the other for the same time. */
  public boolean exclude(String one, String other) {
    return !one.equals(other)
        && onlyOneOf.stream().anyMatch(group -> group.contains(one) && group.contains(other));
  }
}
