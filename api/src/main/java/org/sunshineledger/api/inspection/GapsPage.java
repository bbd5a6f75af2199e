package org.sunshineledger.api.inspection;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Finding;
import org.sunshineledger.projections.responsibility.Gaps;

/** Where in a region nobody answered, or two did. */
@Controller
final class GapsPage {

  /** More are on the next page. */
  private static final int SHOWN = 200;

  private final Gaps gaps;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  GapsPage(Gaps gaps, Readers readers, Moments moments, Clock clock) {
    this.gaps = gaps;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * @param kind of the findings that are listed; null for all
   * @param found how many findings of this kind there are
   * @param next address of those that are not shown, or null
   */
  record Shown(
      Node region,
      List<Node> path,
      Map<Finding.Kind, Integer> counts,
      Map<Finding.Kind, Integer> lasting,
      Finding.@Nullable Kind kind,
      int found,
      List<Gaps.Placed> findings,
      @Nullable String next,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  /**
   * @param region the reader's own when left out
   * @param asOf the last day that counts; today when left out
   * @param knownAt what was recorded later does not count
   */
  @GetMapping("/inspection/gaps")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) Finding.@Nullable Kind kind,
      @RequestParam(defaultValue = "0") int from,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode asked = readers.region(account, region, day);
    Gaps.Listed listed =
        gaps.of(asked, moments.of(day, knownAt, position))
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code()));
    readers.note(account, "where nobody answered in " + asked);
    List<Gaps.Placed> found =
        listed.findings().stream()
            .filter(each -> kind == null || each.finding().kind() == kind)
            .toList();
    int begin = Math.clamp(from, 0, found.size());
    int end = Math.min(begin + SHOWN, found.size());
    return new Page(
            "gaps",
            day,
            new Shown(
                listed.region(),
                listed.path(),
                listed.counts(),
                listed.lasting(),
                kind,
                found.size(),
                found.subList(begin, end),
                end < found.size() ? address(asked, day, knownAt, position, kind, end) : null,
                knownAt,
                listed.synthetic()))
        .with(Table.of("findings", Gaps.Placed.class, found));
  }

  private static String address(
      RegionCode region,
      LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable Long position,
      Finding.@Nullable Kind kind,
      int from) {
    return "/inspection/gaps?region=%s&asOf=%s&from=%d".formatted(region, asOf, from)
        + (knownAt == null ? "" : "&knownAt=" + knownAt)
        + (position == null ? "" : "&position=" + position)
        + (kind == null ? "" : "&kind=" + kind);
  }
}
