package org.sunshineledger.api.inspection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.redflags.Behind;
import org.sunshineledger.projections.redflags.Hit;
import org.sunshineledger.projections.redflags.HitCursor;
import org.sunshineledger.projections.redflags.RedFlag;
import org.sunshineledger.projections.redflags.RedFlagCount;
import org.sunshineledger.projections.redflags.RedFlagList;
import org.sunshineledger.projections.redflags.RedFlags;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.view.Moment;

/** 疑点: what in a region only shows when facts are laid side by side, with the facts behind it. */
@Controller
final class RedFlagsPage {

  private static final int LISTED = 50;
  private static final int LISTED_AT_MOST = 500;
  private static final String HOUSEHOLD = "household/";

  private final RedFlags redFlags;
  private final Readers readers;
  private final Texts texts;
  private final Moments moments;
  private final Clock clock;

  RedFlagsPage(RedFlags redFlags, Readers readers, Texts texts, Moments moments, Clock clock) {
    this.redFlags = redFlags;
    this.readers = readers;
    this.texts = texts;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * One flag: its rule in words, what it rests on, and how often it was hit.
   *
   * @param code of the catalogue
   * @param address of the list of this flag only
   */
  record Count(
      RedFlag flag,
      String code,
      String title,
      String rule,
      String source,
      long hits,
      long suspected,
      long underInquiry,
      long unfounded,
      long found,
      String address) {}

  /** A household of a hit, and where its reader goes from there. */
  record Household(String number, @JsonIgnore String link) {}

  record Line(List<Household> households, Hit hit) {}

  /**
   * A page of the list.
   *
   * @param total hits of the asked flag, on this page and on others
   * @param suspected those of them that nobody has settled
   * @param next address of the page after this one, or null
   */
  record Listed(
      Node region,
      List<Node> path,
      RedFlagsQuery query,
      List<Count> counts,
      long total,
      long suspected,
      List<Line> lines,
      @Nullable String next,
      boolean synthetic) {}

  /**
   * @param region the reader's own when left out
   * @param asOf whose region tree counts, and the last day; today when left out
   * @param knownAt what was recorded later does not count
   * @param limit hits at once
   * @param after where the page before ended
   */
  @GetMapping("/inspection/red-flags")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable RedFlag flag,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String after,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    RedFlagsQuery query =
        new RedFlagsQuery(
            readers.region(account, region, day), day, knownAt, position, flag, limit);
    int most = bounded(limit);
    HitCursor from = after.isEmpty() ? null : cursor(after);
    RegionCode own = readers.region(account, null, day);
    Moment moment = moments.of(day, knownAt, position);
    RedFlagList list = found(query, own, moment, most, from, account);
    readers.note(account, "the suspicions of " + query.region());
    boolean auditor = account.isOneOf(EnumSet.of(Role.AUDITOR));
    return new Page("red-flags", day, listed(list, query, account))
        .with(
            Table.of(
                "lines",
                Line.class,
                () ->
                    found(query, own, moment, Integer.MAX_VALUE, null, account).hits().stream()
                        .map(each -> line(each, auditor))
                        .iterator()));
  }

  private RedFlagList found(
      RedFlagsQuery query,
      RegionCode own,
      Moment moment,
      int most,
      @Nullable HitCursor from,
      Account account) {
    return redFlags
        .of(
            query.region(),
            own,
            moment,
            account.isOneOf(EnumSet.of(Role.INSPECTOR)),
            query.flag(),
            most,
            from)
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, query.region().code()));
  }

  private static int bounded(@Nullable Integer limit) {
    if (limit == null) return LISTED;
    if (limit < 1 || limit > LISTED_AT_MOST) throw Faulty.malformed("limit", "1–" + LISTED_AT_MOST);
    return limit;
  }

  private static HitCursor cursor(String after) {
    try {
      return HitCursor.of(after);
    } catch (IllegalArgumentException _) {
      throw Faulty.malformed("after", "");
    }
  }

  private Listed listed(RedFlagList list, RedFlagsQuery query, Account account) {
    boolean auditor = account.isOneOf(EnumSet.of(Role.AUDITOR));
    HitCursor next = list.next();
    return new Listed(
        list.region(),
        list.path(),
        query,
        list.counts().stream().map(each -> count(each, query)).toList(),
        list.total(),
        list.counts().stream()
            .filter(each -> query.flag() == null || each.flag() == query.flag())
            .mapToLong(RedFlagCount::suspected)
            .sum(),
        list.hits().stream().map(each -> line(each, auditor)).toList(),
        next == null ? null : query.address(next.toString()),
        list.synthetic());
  }

  private Count count(RedFlagCount count, RedFlagsQuery query) {
    RedFlag flag = count.flag();
    return new Count(
        flag,
        flag.code(),
        texts.word(flag),
        texts.of("RedFlag.%s.rule".formatted(flag.name())),
        flag.source(),
        count.hits(),
        count.suspected(),
        count.underInquiry(),
        count.unfounded(),
        count.found(),
        query.of(flag));
  }

  private static Line line(Hit hit, boolean auditor) {
    return new Line(
        hit.facts().stream()
            .filter(each -> each.stream().startsWith(HOUSEHOLD))
            .map(each -> household(each, hit, auditor))
            .distinct()
            .toList(),
        hit);
  }

  /** An auditor reads the dossier, an inspector who answered for the household on that day. */
  private static Household household(Behind fact, Hit hit, boolean auditor) {
    String number = fact.stream().substring(HOUSEHOLD.length());
    return new Household(
        number,
        auditor
            ? "/audit/households/" + number
            : "/inspection/households/%s/responsible?at=%s".formatted(number, hit.on()));
  }
}
