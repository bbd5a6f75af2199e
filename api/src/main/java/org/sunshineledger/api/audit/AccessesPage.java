package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.access.Access;
import org.sunshineledger.projections.access.AccessRecord;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/**
 * 个人信息查阅记录: who opened, restricted or erased whose data, and opened what the public has said, when
 * and why.
 */
@Controller
final class AccessesPage {

  private final AccessRecord record;
  private final Regions regions;
  private final Readers readers;
  private final Clock clock;

  AccessesPage(AccessRecord record, Regions regions, Readers readers, Clock clock) {
    this.record = record;
    this.regions = regions;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * Those of a region.
   *
   * @param path from the region upward
   * @param officer the only one whose are listed, or null
   * @param subject the only one of whom they are, a person, objection or report; or null
   */
  record Listed(
      Node region,
      List<Node> path,
      LocalDate asOf,
      @Nullable OfficerId officer,
      @Nullable String subject,
      List<Access> accesses,
      boolean synthetic) {}

  /**
   * @param region the reader's own when left out
   * @param asOf the asked day; today when left out
   */
  @GetMapping("/audit/accesses")
  Page list(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable OfficerId officer,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RegionCode asked = readers.region(account, region, day);
    readers.note(account, "the openings of personal data in " + asked);
    List<Access> accesses =
        record.of(asked, Moment.of(day)).stream()
            .filter(each -> officer == null || each.officer().equals(officer))
            .filter(each -> subject == null || each.subject().equals(subject))
            .toList();
    RegionTree tree = regions.on(day);
    return new Page(
        "accesses",
        day,
        new Listed(
            tree.node(asked).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code())),
            tree.path(asked),
            day,
            officer,
            subject,
            accesses,
            accesses.stream().anyMatch(Access::synthetic)));
  }
}
