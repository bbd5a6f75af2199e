package org.sunshineledger.api.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.Rejudging;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.projections.view.Views;

/** What another edition of the rules says of a stream, beside what was found when it happened. */
@Component
final class JudgedAnew {

  private static final String HOUSEHOLD = "household/";

  private static final Set<String> WITHOUT_ANSWER =
      Set.of(Rule.HOLIDAYS_UNKNOWN.name(), Rule.NOT_REGULATED.name());

  private final Rejudging rejudging;
  private final Views views;

  JudgedAnew(Rejudging rejudging, Views views) {
    this.rejudging = rejudging;
    this.views = views;
  }

  /**
   * One fact that one of the two finds irregular.
   *
   * @param household number of the register, or null on another stream
   * @param then codes of what was found when it was recorded
   * @param now codes of what the other edition finds
   */
  record Found(
      String stream,
      @Nullable String household,
      long position,
      String type,
      LocalDate occurredOn,
      List<String> then,
      List<String> now,
      boolean differs,
      boolean synthetic) {

    boolean names(String rule) {
      return then.contains(rule) || now.contains(rule);
    }
  }

  /**
   * One stream under another edition.
   *
   * @param undecided code of the first rule for which the edition has no answer: it gives no terms
   *     for a day of this history, or does not know which days were worked; null where it has
   */
  record Judged(String stream, List<Found> found, @Nullable String undecided) {}

  Judged judge(String stream, RuleSet edition) {
    List<Found> found = found(stream, rejudging.of(stream, edition));
    return new Judged(
        stream,
        found,
        found.stream()
            .flatMap(each -> each.now().stream())
            .filter(WITHOUT_ANSWER::contains)
            .findFirst()
            .orElse(null));
  }

  private List<Found> found(String stream, List<Rejudging.Finding> findings) {
    Map<Long, Fact> facts =
        views.facts(findings.stream().map(Rejudging.Finding::position).toList());
    return findings.stream()
        .map(finding -> found(stream, finding, facts.get(finding.position())))
        .toList();
  }

  private static Found found(String stream, Rejudging.Finding finding, @Nullable Fact fact) {
    return new Found(
        stream,
        household(stream),
        finding.position(),
        finding.type(),
        finding.occurredOn(),
        finding.then(),
        finding.now(),
        finding.differs(),
        fact != null && fact.isSynthetic());
  }

  /** The household whose stream it is, or null. */
  static @Nullable String household(String stream) {
    return stream.startsWith(HOUSEHOLD) ? stream.substring(HOUSEHOLD.length()) : null;
  }
}
