package org.sunshineledger.api.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.RuleSets;

/** The editions of the rules, as a reader asks for them. */
@Component
public final class Editions {

  private final RuleSets rules;

  Editions(RuleSets rules) {
    this.rules = rules;
  }

  /**
   * The edition of this version.
   *
   * @throws Faulty with UNKNOWN_EDITION, naming those there are
   */
  public RuleSet of(String version) {
    return rules
        .version(version)
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_EDITION, String.join(", ", rules.versions())));
  }

  /** In the order in which they build on each other. */
  public List<String> versions() {
    return List.copyOf(rules.versions());
  }
}
