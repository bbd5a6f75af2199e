package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a jurisdiction's rules. What it does not say of a day is said by the edition it is
 * built on, so that its version alone names everything a decision was judged by.
 *
 * @param version e.g. {@code zhengzhou-2014.1}; published, and stored with every fact
 * @param jurisdiction code of the region, e.g. {@code 410100}; {@code CN} for the nation
 * @param base the edition it is built on; null for the nation's
 * @param supersedes the version it takes the place of, or null
 */
public record RuleSet(
    String version,
    String jurisdiction,
    String name,
    @Nullable RuleSet base,
    @Nullable String supersedes,
    Map<Rule, List<Provision>> provisions) {

  /** The nation's jurisdiction. */
  public static final String NATION = "CN";

  public RuleSet {
    Map<Rule, List<Provision>> copy = new EnumMap<>(Rule.class);
    provisions.forEach((rule, each) -> copy.put(rule, List.copyOf(each)));
    provisions = copy;
  }

  /** What was in force on the day, the nearest jurisdiction first; empty for nothing. */
  public Optional<Provision> provision(Rule rule, LocalDate day) {
    for (RuleSet set = this; set != null; set = set.base)
      for (Provision each : set.provisions.getOrDefault(rule, List.of()))
        if (each.isInForce(day)) return Optional.of(each);
    return Optional.empty();
  }

  /** Whether it says anything of the rule, for whatever day. */
  boolean knows(Rule rule) {
    for (RuleSet set = this; set != null; set = set.base)
      if (set.provisions.containsKey(rule)) return true;
    return false;
  }
}
