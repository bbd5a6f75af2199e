package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Denials;
import org.sunshineledger.api.security.Denials.Denial;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;

/** 拒绝记录: who was turned away from which door, when and why. */
@Controller
final class DenialsPage {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int AT_ONCE = 500;
  private static final int DAYS = 30;

  private final Denials denials;
  private final Regions regions;
  private final Readers readers;
  private final Clock clock;

  DenialsPage(Denials denials, Regions regions, Readers readers, Clock clock) {
    this.denials = denials;
    this.regions = regions;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * Those of a region.
   *
   * @param path from the region upward
   * @param from the first day of which they are
   * @param to the last
   * @param nobodys whether those without an account are among them: for the administrator
   * @param denials the latest first
   * @param next address of the ones before them, or null
   */
  record Listed(
      Node region,
      List<Node> path,
      LocalDate from,
      LocalDate to,
      boolean nobodys,
      List<Denial> denials,
      @Nullable String next) {}

  /**
   * @param region the reader's own when left out
   * @param from thirty days before {@code to} when left out
   * @param to today when left out
   * @param after where the page before ended
   */
  @GetMapping("/audit/denials")
  Page list(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Long after,
      @AuthenticationPrincipal Account account) {
    LocalDate today = LocalDate.now(clock);
    LocalDate last = to == null ? today : to;
    LocalDate first = from == null ? last.minusDays(DAYS) : from;
    if (first.isAfter(last)) throw Faulty.malformed("from", first.toString());
    RegionCode asked = readers.region(account, region, today);
    readers.note(account, "the denials in " + asked);
    RegionTree tree = regions.on(today);
    boolean nobodys = account.roles().contains(Role.ADMIN);
    Asked which =
        new Asked(
            tree.within(asked).map(RegionCode::code).toList(),
            nobodys,
            first.atStartOfDay(ZONE).toInstant(),
            last.plusDays(1).atStartOfDay(ZONE).toInstant());
    List<Denial> andOneMore = found(which, after == null ? Long.MAX_VALUE : after, AT_ONCE + 1);
    boolean isMore = andOneMore.size() > AT_ONCE;
    List<Denial> found = isMore ? andOneMore.subList(0, AT_ONCE) : andOneMore;
    return new Page(
            "denials",
            today,
            new Listed(
                tree.node(asked).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, asked.code())),
                tree.path(asked),
                first,
                last,
                nobodys,
                found,
                isMore
                    ? "/audit/denials?region=%s&from=%s&to=%s&after=%d"
                        .formatted(asked, first, last, found.getLast().id())
                    : null))
        .with(Table.of("denials", Denial.class, () -> all(which).iterator()));
  }

  private record Asked(List<String> regions, boolean nobodys, Instant from, Instant until) {}

  private List<Denial> found(Asked which, long before, int most) {
    return denials.of(which.regions(), which.nobodys(), which.from(), which.until(), before, most);
  }

  /** A page is read when the one before is written. */
  private Stream<Denial> all(Asked which) {
    return Stream.iterate(
            found(which, Long.MAX_VALUE, AT_ONCE),
            page -> !page.isEmpty(),
            page -> found(which, page.getLast().id(), AT_ONCE))
        .flatMap(List::stream);
  }
}
