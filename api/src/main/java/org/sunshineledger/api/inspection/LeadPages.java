package org.sunshineledger.api.inspection;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.CitedFacts;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Statements;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.supervision.LeadFile;
import org.sunshineledger.projections.supervision.LeadState;
import org.sunshineledger.projections.supervision.Supervision;

/** 问题线索: what an inspector has received, where each lead stands, and what is late. */
@Controller
final class LeadPages {

  private final Ledger ledger;
  private final Supervision supervision;
  private final Regions regions;
  private final CitedFacts citedFacts;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  LeadPages(
      Ledger ledger,
      Supervision supervision,
      Regions regions,
      CitedFacts citedFacts,
      Readers readers,
      Moments moments,
      Clock clock) {
    this.ledger = ledger;
    this.supervision = supervision;
    this.regions = regions;
    this.citedFacts = citedFacts;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * Those of a region.
   *
   * @param path from the region upward
   * @param state the only one that is listed, or null
   * @param counts how many stand in each state, whichever is asked for
   * @param late how many of all are late
   * @param knownAt null when everything recorded up to now counts
   */
  record Listed(
      Node region,
      List<Node> path,
      LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable LeadState state,
      Map<LeadState, Long> counts,
      long late,
      List<LeadFile> leads,
      boolean synthetic) {}

  /**
   * One of them.
   *
   * @param cited the facts it cites, as far as the reader may see them
   * @param told of a report of the public, what its receipt says; else null
   */
  record Shown(
      LeadFile lead,
      @Nullable Node place,
      List<CitedFacts.Shown> cited,
      Statements.@Nullable State told,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  /**
   * @param region the reader's own when left out
   * @param asOf the asked day; today when left out
   * @param knownAt what was recorded later does not count
   */
  @GetMapping("/inspection/leads")
  Page list(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LeadState state,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode asked = readers.region(account, region, day);
    readers.note(account, "the leads of " + asked);
    List<LeadFile> all =
        supervision.leads(asked, moments.of(day, knownAt, position), ledger.rules());
    Map<LeadState, Long> counts = new TreeMap<>();
    for (LeadFile each : all) counts.merge(each.state(), 1L, Long::sum);
    RegionTree tree = regions.on(day);
    return new Page(
        "leads",
        day,
        new Listed(
            tree.node(asked).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code())),
            tree.path(asked),
            day,
            knownAt,
            state,
            counts,
            all.stream().filter(LeadFile::late).count(),
            all.stream().filter(each -> state == null || each.state() == state).toList(),
            all.stream().anyMatch(LeadFile::synthetic)));
  }

  @GetMapping("/inspection/leads/{id}")
  Page show(
      @PathVariable LeadId id,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Fact first =
        ledger
            .journal()
            .beginning(id.stream())
            .map(ledger.codec()::decode)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, id.number()));
    if (!readers.mayRead(account, first)) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, id.stream());
    LeadFile file =
        supervision
            .lead(id, moments.of(day, knownAt, position), ledger.rules())
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, id.number()));
    return new Page(
        "lead",
        day,
        new Shown(
            file,
            regions.on(day).node(file.region()).orElse(null),
            citedFacts.of(file.cited(), account),
            ledger.statements().stateOf(id).orElse(null),
            knownAt,
            file.synthetic()));
  }
}
