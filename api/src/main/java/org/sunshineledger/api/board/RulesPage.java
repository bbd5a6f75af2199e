package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.sunshineledger.api.web.Editions;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.rules.Confidence;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;

/**
 * Every published code: what it means, where the rule stands and how far that is known, and what to
 * do; and the editions. All of it comes from where the refusals take it.
 */
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

  /**
   * One rule.
   *
   * @param confidence how far its text is known: the firmest of the editions in force; null for
   *     what is arithmetic or identity, which no edition says
   * @param provisions what the editions say of it today
   */
  record RuleLine(
      String code,
      Rule.Kind kind,
      int status,
      String title,
      String source,
      @Nullable Confidence confidence,
      String remedy,
      List<Said> provisions) {}

  /** What one edition says of a rule. */
  record Said(String edition, String source, Confidence confidence) {}

  record FaultLine(String code, int status, String title, String remedy) {}

  /** An edition of the rules; base is the version of the one it is built on, or null. */
  record EditionLine(String version, String jurisdiction, String name, @Nullable String base) {}

  record Codes(List<RuleLine> rules, List<FaultLine> faults, List<EditionLine> editions) {}

  @GetMapping("/rules")
  Page show() {
    LocalDate today = LocalDate.now(clock);
    List<RuleLine> rules = Arrays.stream(Rule.values()).map(rule -> ruleLine(rule, today)).toList();
    List<FaultLine> faults =
        Arrays.stream(Fault.values())
            .map(fault ->
                new FaultLine(
                    fault.name(),
                    fault.status().value(),
                    texts.of("fault." + fault.name()),
                    texts.of("fault." + fault.name() + ".remedy")))
            .toList();
    return new Page("rules", today, new Codes(rules, faults, lines()));
  }

  private RuleLine ruleLine(Rule rule, LocalDate day) {
    List<Said> said = editions().flatMap(edition -> said(edition, rule, day)).toList();
    return new RuleLine(
        rule.name(),
        rule.kind(),
        rule.status(),
        RuleTexts.title(rule),
        rule.source(),
        said.stream().map(Said::confidence).min(Comparator.naturalOrder()).orElse(null),
        texts.of("remedy." + rule.name()),
        said);
  }

  /** What the edition itself says, without those it is built on. */
  private static Stream<Said> said(RuleSet edition, Rule rule, LocalDate day) {
    return edition.provisions().getOrDefault(rule, List.of()).stream()
        .filter(provision -> provision.isInForce(day))
        .map(provision -> new Said(edition.version(), provision.source(), provision.confidence()));
  }

  private List<EditionLine> lines() {
    return editions().map(RulesPage::line).toList();
  }

  private Stream<RuleSet> editions() {
    return editions.versions().stream().map(editions::of);
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
