package org.sunshineledger.api.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Editions;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.projections.flags.Cursor;
import org.sunshineledger.projections.flags.FlagList;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.flags.Irregularity;
import org.sunshineledger.projections.flags.JudgedStreams;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** What was irregular in a region, by rule and by day; and what another edition says of it. */
@Controller
final class FlagsPage {

  private static final int LISTED = 100;
  private static final int LISTED_AT_MOST = 500;

  /** Judging a stream anew reads it and what it rests on; a request judges so many at most. */
  private static final int JUDGED_AT_MOST = 200;

  private final Flags flags;
  private final JudgedStreams streams;
  private final JudgedAnew judging;
  private final Regions regions;
  private final Editions editions;
  private final FlagCounts flagCounts;
  private final Readers readers;
  private final Views views;
  private final Moments moments;
  private final Clock clock;

  FlagsPage(
      Flags flags,
      JudgedStreams streams,
      JudgedAnew judging,
      Regions regions,
      Editions editions,
      FlagCounts flagCounts,
      Readers readers,
      Views views,
      Moments moments,
      Clock clock) {
    this.flags = flags;
    this.streams = streams;
    this.judging = judging;
    this.regions = regions;
    this.editions = editions;
    this.flagCounts = flagCounts;
    this.readers = readers;
    this.views = views;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * One irregular fact.
   *
   * @param household number of the register, or null on another stream
   */
  record Line(@Nullable String household, @JsonIgnore String link, Irregularity irregularity) {}

  /**
   * A page of the list.
   *
   * @param facts number of irregular facts on this page and on others
   * @param next address of the page after this one, or null
   */
  record Listed(
      Node region,
      List<Node> path,
      FlagsQuery query,
      List<FlagCounts.Count> counts,
      long facts,
      List<Line> lines,
      @Nullable String next,
      List<String> editions,
      boolean synthetic) {}

  /**
   * A stretch of the region's streams, judged anew.
   *
   * @param streams number of all streams of the region that can be judged anew
   * @param judged number of those that were, for this answer
   * @param differences where the edition finds something else than was found then
   * @param same where it finds the same
   * @param undecided streams for which the edition has no answer
   * @param next address of the stretch after this one, or null
   */
  record Anew(
      Node region,
      List<Node> path,
      FlagsQuery query,
      String edition,
      int streams,
      int judged,
      List<JudgedAnew.Found> differences,
      List<JudgedAnew.Found> same,
      List<JudgedAnew.Judged> undecided,
      @Nullable String next,
      List<String> editions,
      @JsonIgnore boolean auditor) {}

  /**
   * @param region the reader's own when left out
   * @param asOf whose region tree counts, and the last day; today when left out
   * @param knownAt what was recorded later does not count
   * @param position only so many facts count, the first of the log
   * @param limit facts at once; with {@code under}, streams that are judged at once
   * @param after where the page before ended
   * @param under version of the edition by which everything is judged anew
   */
  @GetMapping("/audit/flags")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable Rule rule,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String under,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    if (from != null && to != null && from.isAfter(to))
      throw Faulty.malformed("from", from + " > " + to);
    FlagsQuery query =
        new FlagsQuery(
            readers.region(account, region, day),
            day,
            knownAt,
            position,
            rule,
            from,
            to,
            limit,
            under.isEmpty() ? null : under);
    Moment moment = moments.of(day, knownAt, position);
    return under.isEmpty()
        ? new Page("flags", day, listed(query, moment, after, account))
            .with(Table.of("lines", Line.class, () -> all(query, moment, account)))
        : new Page("judged", day, anew(query, moment, editions.of(under), after, account));
  }

  private static int bounded(@Nullable Integer limit, int usual, int most) {
    if (limit == null) return usual;
    if (limit < 1 || limit > most) throw Faulty.malformed("limit", "1–" + most);
    return limit;
  }

  private FlagList found(
      FlagsQuery query, Moment moment, int limit, @Nullable Cursor after, Account account) {
    Rule rule = query.rule();
    return flags
        .of(
            query.region(),
            moment,
            new Flags.Asked(
                rule == null ? null : rule.name(),
                query.from(),
                query.to(),
                account.isOneOf(EnumSet.of(Role.INSPECTOR))),
            limit,
            after)
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, query.region().code()));
  }

  /** Those of all pages. */
  private Iterator<Line> all(FlagsQuery query, Moment moment, Account account) {
    return found(query, moment, Integer.MAX_VALUE, null, account).irregularities().stream()
        .map(each -> line(each, isAuditor(account)))
        .iterator();
  }

  private Listed listed(FlagsQuery query, Moment moment, String after, Account account) {
    FlagList list =
        found(
            query,
            moment,
            bounded(query.limit(), LISTED, LISTED_AT_MOST),
            after.isEmpty() ? null : cursor(after),
            account);
    readers.note(account, "the irregularities of " + query.region());
    Cursor next = list.next();
    return new Listed(
        list.region(),
        list.path(),
        query,
        flagCounts.of(list.counts(), query),
        list.facts(),
        list.irregularities().stream().map(each -> line(each, isAuditor(account))).toList(),
        next == null ? null : query.address(next.toString()),
        editions.versions(),
        list.synthetic());
  }

  private static Cursor cursor(String after) {
    try {
      return Cursor.of(after);
    } catch (IllegalArgumentException _) {
      throw Faulty.malformed("after", "");
    }
  }

  private static Line line(Irregularity irregularity, boolean auditor) {
    String household = JudgedAnew.household(irregularity.flag().stream());
    return new Line(
        household,
        household == null ? "" : link(household, irregularity.flag().occurredOn(), auditor),
        irregularity);
  }

  /** An auditor reads the dossier, an inspector who answered for the household on that day. */
  private static String link(String household, LocalDate on, boolean auditor) {
    return auditor
        ? "/audit/households/" + household
        : "/inspection/households/%s/responsible?at=%s".formatted(household, on);
  }

  private static boolean isAuditor(Account account) {
    return account.isOneOf(EnumSet.of(Role.AUDITOR));
  }

  private Anew anew(
      FlagsQuery query, Moment moment, RuleSet edition, String after, Account account) {
    int most = bounded(query.limit(), JUDGED_AT_MOST, JUDGED_AT_MOST);
    List<String> all =
        streams
            .of(query.region(), moment)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, query.region().code()));
    List<String> rest = all.stream().filter(each -> each.compareTo(after) > 0).toList();
    List<String> some = rest.subList(0, Math.min(most, rest.size()));
    readers.note(account, "the history of %s under %s".formatted(query.region(), query.under()));
    List<JudgedAnew.Judged> judged =
        some.stream().map(stream -> judging.judge(stream, edition)).toList();
    Rule rule = query.rule();
    // Whole streams are judged, but what was not known then is not told.
    long known = views.known(moment);
    List<JudgedAnew.Found> found =
        judged.stream()
            .flatMap(each -> each.found().stream())
            .filter(each -> query.covers(each.occurredOn()) && each.position() < known)
            .filter(each -> rule == null || each.names(rule.name()))
            .toList();
    Node node = regions.on(query.asOf()).node(query.region()).orElseThrow();
    return new Anew(
        node,
        regions.on(query.asOf()).path(query.region()),
        query,
        edition.name(),
        all.size(),
        some.size(),
        found.stream().filter(JudgedAnew.Found::differs).toList(),
        found.stream().filter(each -> !each.differs()).toList(),
        judged.stream().filter(each -> each.undecided() != null).toList(),
        some.size() < rest.size() ? query.address(some.getLast()) : null,
        editions.versions(),
        isAuditor(account));
  }
}
