package org.sunshineledger.ledger.rules;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which judgements stay as they were when a history is judged anew: those that rest on personal
 * values, which are not opened for it, and on the day of recording, which was another.
 */
public final class Rejudged {

  private static final Set<Rule> KEPT =
      EnumSet.of(
          Rule.TOO_YOUNG_TO_WORK,
          Rule.SIGNER_UNDER_AGE,
          Rule.ID_NUMBER_WRONG,
          Rule.PROCESSING_RESTRICTED,
          Rule.NOTICE_RECORDED_TOO_LATE,
          Rule.RECORDED_LATE);

  private Rejudged() {}

  /** The rule behind the code, if its old judgement is kept and the rule set knows it at all. */
  public static Optional<Rule> keptFrom(String code, RuleSet ruleSet) {
    Rule rule = Rule.valueOf(code);
    return KEPT.contains(rule) && ruleSet.knows(rule) ? Optional.of(rule) : Optional.empty();
  }
}
