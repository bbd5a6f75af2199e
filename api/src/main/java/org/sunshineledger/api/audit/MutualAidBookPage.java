package org.sunshineledger.api.audit;

import java.time.Clock;
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
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** 互助资金账: every loan of a village's fund, with who owes how much of it. */
@Controller
final class MutualAidBookPage {

  private final MutualAidQuery funds;
  private final Regions regions;
  private final Readers readers;
  private final Clock clock;

  MutualAidBookPage(MutualAidQuery funds, Regions regions, Readers readers, Clock clock) {
    this.funds = funds;
    this.regions = regions;
    this.readers = readers;
    this.clock = clock;
  }

  /** The book with the village's path. */
  record Shown(MutualAidStanding fund, List<Node> path) {}

  @GetMapping("/audit/mutual-aid/{village}")
  Page show(
      @PathVariable RegionCode village,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode region = readers.region(account, village, day);
    MutualAidStanding fund =
        funds
            .village(region, Moment.of(day))
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, region.code()));
    readers.note(account, "mutual-aid/" + region);
    return new Page("mutual-aid-book", day, new Shown(fund, regions.on(day).path(region)));
  }
}
