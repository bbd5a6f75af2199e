package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.web.Editions;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.RuleTexts;
import org.sunshineledger.ledger.rules.Confidence;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.Severity;
import org.sunshineledger.ledger.rules.Terms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One edition of the rules: all that it says, itself or through those it is built on, of a day. */
@Controller
final class EditionPage {

  private final Editions editions;
  private final JsonMapper json;
  private final Clock clock;

  EditionPage(Editions editions, JsonMapper json, Clock clock) {
    this.editions = editions;
    this.json = json;
    this.clock = clock;
  }

  /** A number of a rule, e.g. {@code days} and {@code 7}. */
  record Term(String key, String value) {}

  /**
   * What is said of one rule.
   *
   * @param until the first day it is not in force any more, or null
   * @param terms its numbers, or null
   * @param edition version of the edition that says so: this one or one it is built on
   */
  record Line(
      String code,
      String title,
      Severity severity,
      String source,
      Confidence confidence,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable Terms terms,
      @JsonIgnore List<Term> termLines,
      String edition) {}

  /**
   * @param base version of the edition it is built on, or null
   * @param supersedes version it takes the place of, or null
   */
  record Edition(
      String version,
      String jurisdiction,
      String name,
      @Nullable String base,
      @Nullable String supersedes,
      LocalDate on,
      List<Line> provisions) {}

  /**
   * @param on the day whose rules are shown; today when left out
   */
  @GetMapping("/rules/{version}")
  Page show(@PathVariable String version, @RequestParam(required = false) @Nullable LocalDate on) {
    RuleSet edition = editions.of(version);
    LocalDate day = on == null ? LocalDate.now(clock) : on;
    RuleSet base = edition.base();
    return new Page(
        "edition",
        day,
        new Edition(
            edition.version(),
            edition.jurisdiction(),
            edition.name(),
            base == null ? null : base.version(),
            edition.supersedes(),
            day,
            Arrays.stream(Rule.values())
                .map(rule -> edition.provision(rule, day))
                .flatMap(Optional::stream)
                .map(provision -> line(provision, edition))
                .toList()));
  }

  private Line line(Provision provision, RuleSet edition) {
    Terms terms = provision.terms();
    return new Line(
        provision.rule().name(),
        RuleTexts.title(provision.rule()),
        provision.severity(),
        provision.source(),
        provision.confidence(),
        provision.from(),
        provision.until(),
        terms,
        terms == null ? List.of() : termLines(terms),
        saidBy(provision, edition));
  }

  private static String saidBy(Provision provision, RuleSet edition) {
    for (@Nullable RuleSet set = edition; set != null; set = set.base())
      if (set.provisions().getOrDefault(provision.rule(), List.of()).contains(provision))
        return set.version();
    throw new IllegalStateException("a provision that no edition has: " + provision.rule());
  }

  private List<Term> termLines(Terms terms) {
    JsonNode tree = json.valueToTree(terms);
    List<Term> lines = new ArrayList<>();
    tree.properties().forEach(each -> lines.add(new Term(each.getKey(), text(each.getValue()))));
    return lines;
  }

  private static String text(JsonNode value) {
    if (value.isArray())
      return value
          .valueStream()
          .map(each -> each.isContainer() ? "(" + text(each) + ")" : text(each))
          .collect(Collectors.joining(", "));
    if (value.isObject())
      return value.properties().stream()
          .map(each -> each.getKey() + " " + text(each.getValue()))
          .collect(Collectors.joining(", "));
    return value.asString();
  }
}
