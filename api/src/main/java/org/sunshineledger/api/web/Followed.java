package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sunshineledger.projections.view.Lag;

/**
 * How far the views behind a page have followed the log. Looked at before the page is put together,
 * so that its figures hold at least as many facts as it says.
 */
public final class Followed {

  private static final String ATTRIBUTE = Followed.class.getName();

  private static final Set<String> BOARD =
      Set.of("region", "board", "progress", "money", "responsibility");
  private static final Set<String> MONEY = Set.of("region", "money");

  /** The reader of such a page names the view himself. */
  private static final Set<String> ANY =
      Set.of(
          "region",
          "board",
          "progress",
          "responsibility",
          "care",
          "acts",
          "money",
          "disclosure",
          "mutualaid",
          "flags",
          "docket",
          "redflags",
          "reconciliation",
          "access",
          "waiting");

  /**
   * Which views each page is made of; the others are read from the log itself or from the rules.
   */
  static final Map<String, Set<String>> PAGES =
      Map.ofEntries(
          Map.entry("home", Set.of("region", "progress", "money")),
          Map.entry("board", BOARD),
          Map.entry("board-print", BOARD),
          Map.entry("board-wall", BOARD),
          Map.entry("notice", Set.of("region", "board")),
          Map.entry("notice-print", Set.of("region", "board")),
          Map.entry("object", Set.of("region", "board")),
          Map.entry("report", Set.of()),
          Map.entry("receipt", Set.of()),
          Map.entry("receipts", Set.of()),
          Map.entry("progress", Set.of("region", "progress", "reconciliation")),
          Map.entry("region-progress", Set.of("region", "progress", "board", "reconciliation")),
          Map.entry("funds", BOARD),
          Map.entry("fund", MONEY),
          Map.entry("ageing", MONEY),
          Map.entry("projects", MONEY),
          Map.entry("project", MONEY),
          Map.entry("packages", Set.of()),
          Map.entry("checks", Set.of()),
          Map.entry("workbench", ANY),
          Map.entry("import", Set.of()),
          Map.entry("imports", Set.of()),
          Map.entry("disclosures", Set.of("region", "disclosure")),
          Map.entry("mutual-aid", Set.of("region", "mutualaid")),
          Map.entry("mutual-aid-book", Set.of("region", "mutualaid")),
          Map.entry(
              "reconciliation",
              Set.of(
                  "region", "reconciliation", "progress", "money", "mutualaid", "responsibility")),
          Map.entry(
              "claim",
              Set.of(
                  "region", "reconciliation", "progress", "money", "mutualaid", "responsibility")),
          Map.entry("region-money", Set.of("region", "money", "progress")),
          Map.entry("payment", MONEY),
          Map.entry("flags", Set.of("region", "flags")),
          Map.entry("judged", Set.of("region", "progress", "board")),
          Map.entry("responsible", Set.of("region", "responsibility")),
          Map.entry("officer", Set.of("region", "responsibility", "acts", "flags", "money")),
          Map.entry("inspection", Set.of()),
          Map.entry("gaps", Set.of("region", "responsibility", "care")),
          Map.entry("red-flags", Set.of("region", "redflags", "responsibility", "docket")),
          Map.entry("leads", Set.of("region", "docket")),
          Map.entry("lead", Set.of("region", "docket")),
          Map.entry("audits", Set.of("region", "docket")),
          Map.entry("audit", Set.of("region", "docket")),
          Map.entry("accesses", Set.of("region", "access")),
          Map.entry("denials", Set.of("region")),
          Map.entry("difference", ANY),
          Map.entry("why", ANY),
          Map.entry("rows", ANY),
          Map.entry("dossier", Set.of("region", "responsibility")),
          Map.entry("plans", Set.of()),
          Map.entry("fact", Set.of()),
          Map.entry("stream", Set.of()),
          Map.entry(
              "staff",
              Set.of(
                  "region", "waiting", "disclosure", "docket", "care", "responsibility", "acts")),
          Map.entry("orders", Set.of()),
          Map.entry("help", Set.of()),
          Map.entry("help-reader", Set.of()),
          Map.entry("glossary", Set.of()),
          Map.entry("rules", Set.of()),
          Map.entry("edition", Set.of()),
          Map.entry("tariffs", Set.of()));

  private final Supplier<List<Lag>> lags;

  public Followed(Supplier<List<Lag>> lags) {
    this.lags = lags;
  }

  /**
   * What a page is made of.
   *
   * @param folded the number of facts that all of its views have folded
   * @param standing those of its views that stand still before a fact they cannot fold
   */
  record Standing(long folded, List<String> standing) {}

  void note(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, new Noted(lags.get()));
  }

  private record Noted(List<Lag> lags) {}

  /** Of a page, where the log held so many facts when it was put together. */
  Standing of(String page, HttpServletRequest request, long logSize) {
    Set<String> views = PAGES.getOrDefault(page, Set.of());
    List<Lag> behind =
        request.getAttribute(ATTRIBUTE) instanceof Noted noted
            ? noted.lags().stream().filter(lag -> views.contains(lag.view())).toList()
            : List.of();
    return new Standing(
        behind.stream().mapToLong(Lag::folded).reduce(logSize, Math::min),
        behind.stream().filter(lag -> lag.alarm() != null).map(Lag::view).sorted().toList());
  }
}
