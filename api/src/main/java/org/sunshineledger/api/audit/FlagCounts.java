package org.sunshineledger.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.projections.flags.RuleCount;

/** How often each rule was broken, with what the rule is called and where its list stands. */
@Component
final class FlagCounts {

  private final RuleTexts ruleTexts;

  FlagCounts(RuleTexts ruleTexts) {
    this.ruleTexts = ruleTexts;
  }

  /**
   * How often one rule was broken.
   *
   * @param source law or document the rule rests on
   * @param address of the list of this rule only
   */
  record Count(
      String code,
      String title,
      String source,
      long facts,
      long approved,
      long synthetic,
      String address) {}

  List<Count> of(List<RuleCount> counts, FlagsQuery query) {
    return counts.stream().map(count -> of(count, query)).toList();
  }

  private Count of(RuleCount count, FlagsQuery query) {
    @Nullable Rule known = null;
    for (Rule rule : Rule.values()) if (rule.name().equals(count.rule())) known = rule;
    return new Count(
        count.rule(),
        ruleTexts.titleOf(count.rule()),
        known == null ? "" : known.source(),
        count.facts(),
        count.approved(),
        count.synthetic(),
        query.of(known));
  }
}
