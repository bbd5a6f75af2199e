package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.sunshineledger.api.web.Editions;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;

/** Every published code: what it means, where the rule stands, and what to do; and the editions. */
@Controller
final class RulesPage {

  private final Texts texts;
  private final Editions editions;
  private final Clock clock;

  RulesPage(Texts texts, Editions editions, Clock clock) {
    this.texts = texts;
    this.editions = editions;
    this.clock = clock;
  }

  record RuleLine(
      String code, Rule.Kind kind, int status, String title, String source, String remedy) {}

  record FaultLine(String code, int status, String title, String remedy) {}

  /** An edition of the rules; base is the version of the one it is built on, or null. */
  record EditionLine(String version, String jurisdiction, String name, @Nullable String base) {}

  record Codes(List<RuleLine> rules, List<FaultLine> faults, List<EditionLine> editions) {}

  @GetMapping("/rules")
  Page show() {
    List<RuleLine> rules =
        Arrays.stream(Rule.values())
            .map(rule ->
                new RuleLine(
                    rule.name(),
                    rule.kind(),
                    rule.status(),
                    RuleTexts.title(rule),
                    rule.source(),
                    texts.of("remedy." + rule.name())))
            .toList();
    List<FaultLine> faults =
        Arrays.stream(Fault.values())
            .map(fault ->
                new FaultLine(
                    fault.name(),
                    fault.status().value(),
                    texts.of("fault." + fault.name()),
                    texts.of("fault." + fault.name() + ".remedy")))
            .toList();
    return new Page("rules", LocalDate.now(clock), new Codes(rules, faults, lines()));
  }

  private List<EditionLine> lines() {
    return editions.versions().stream().map(editions::of).map(RulesPage::line).toList();
  }

  private static EditionLine line(RuleSet edition) {
    RuleSet base = edition.base();
    return new EditionLine(
        edition.version(),
        edition.jurisdiction(),
        edition.name(),
        base == null ? null : base.version());
  }
}
