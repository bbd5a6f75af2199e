package org.sunshineledger.api.web;

import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.rules.Rule;

/** A rule's own words in the reader's language; the rules carry both. */
@Component("ruleTexts")
public final class RuleTexts {

  public static String title(Rule rule) {
    return Texts.inChinese() ? rule.chinese() : rule.english();
  }

  /**
   * The title of a published code as facts carry it; the code itself when it is not of this
   * version.
   */
  public String titleOf(String code) {
    for (Rule rule : Rule.values()) if (rule.name().equals(code)) return title(rule);
    return code;
  }
}
