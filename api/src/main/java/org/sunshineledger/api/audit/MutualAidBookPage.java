package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;

/** 互助资金账: every loan of a village's fund, with who owes how much of it. */
@Controller
final class MutualAidBookPage {

  private final MutualAidQuery funds;
  private final Regions regions;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  MutualAidBookPage(
      MutualAidQuery funds, Regions regions, Readers readers, Moments moments, Clock clock) {
    this.funds = funds;
    this.regions = regions;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * The book with the village's path.
   *
   * @param knownAt null when everything recorded up to now counts
   */
  record Shown(MutualAidStanding fund, List<Node> path, @Nullable Instant knownAt) {}

  @GetMapping("/audit/mutual-aid/{village}")
  Page show(
      @PathVariable RegionCode village,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode region = readers.region(account, village, day);
    MutualAidStanding fund =
        funds
            .village(region, moments.of(day, knownAt, position))
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, region.code()));
    readers.note(account, "mutual-aid/" + region);
    return new Page("mutual-aid-book", day, new Shown(fund, regions.on(day).path(region), knownAt));
  }
}
