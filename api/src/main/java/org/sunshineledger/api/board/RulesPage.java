package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.rules.Rule;

/** Every published code: what it means, where the rule stands, and what to do. */
@Controller
final class RulesPage {

  private final Texts texts;
  private final Clock clock;

  RulesPage(Texts texts, Clock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  record RuleLine(
      String code, Rule.Kind kind, int status, String title, String source, String remedy) {}

  record FaultLine(String code, int status, String title, String remedy) {}

  record Codes(List<RuleLine> rules, List<FaultLine> faults) {}

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
    return new Page("rules", LocalDate.now(clock), new Codes(rules, faults));
  }
}
