package org.sunshineledger.api.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowAt;
import org.sunshineledger.projections.view.Views;

/** 任一视图在任一时点的行: one row of any view, or those of a region, folded from their facts. */
@Controller
final class RowsPage {

  private static final int LISTED = 20;
  private static final int LISTED_AT_MOST = 500;

  /** Keys that are looked up at once, until there are rows enough. */
  private static final int TOGETHER = 200;

  private final Views views;
  private final ReadableRows rows;
  private final Regions regions;
  private final RegionKeys regionKeys;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  RowsPage(
      Views views,
      ReadableRows rows,
      Regions regions,
      RegionKeys regionKeys,
      Readers readers,
      Moments moments,
      Clock clock) {
    this.views = views;
    this.rows = rows;
    this.regions = regions;
    this.regionKeys = regionKeys;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * What was asked.
   *
   * @param region null where one row was asked for, and nothing yet
   * @param key of the one row, or empty
   * @param knownAt null when everything recorded counts
   * @param position null when more than the first so many facts count
   */
  record Asked(
      String view,
      @Nullable RegionCode region,
      String key,
      LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable Long position) {}

  /**
   * @param views names of those there are
   * @param path from the region upward; of one row none
   * @param withheld rows up to the last one that rest on facts which the reader may not see
   * @param next address of the rows after these, or null
   */
  record Shown(
      List<String> views,
      Asked asked,
      List<Node> path,
      List<RowAt> rows,
      int withheld,
      @Nullable String next,
      boolean synthetic) {}

  /**
   * @param view none for an empty form
   * @param region the reader's own when neither it nor a key is named
   * @param key one row of the view
   * @param asOf the asked day; today when left out
   * @param knownAt what was recorded later does not count
   * @param position only so many facts count, the first of the log
   * @param limit rows at once
   * @param after the key where the page before ended
   */
  @GetMapping({"/audit/rows", "/audit/views"})
  Page show(
      @RequestParam(defaultValue = "") String view,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String after,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Asked asked = new Asked(view, region, key, day, knownAt, position);
    if (view.isEmpty())
      return new Page(
          "rows", day, new Shown(views.names(), asked, List.of(), List.of(), 0, null, false));
    rows.known(view);
    if (region != null && !key.isEmpty()) throw Faulty.malformed("key", key);
    Moment moment = moments.of(day, knownAt, position);
    if (!key.isEmpty()) return new Page("rows", day, ofRow(asked, moment, account));
    Shown shown = ofRegion(asked, moment, bounded(limit), after, account);
    return new Page("rows", day, shown)
        .with(Table.of("rows", RowAt.class, () -> all(shown.asked(), moment, account)));
  }

  /** The same of a view's own address. */
  @GetMapping("/audit/views/{view}")
  Page ofView(
      @PathVariable String view,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String after,
      @AuthenticationPrincipal Account account) {
    return show(view, region, "", asOf, knownAt, position, limit, after, account);
  }

  /** The same of a row's own address; a key may have slashes. */
  @GetMapping("/audit/views/{view}/{*key}")
  Page ofKey(
      @PathVariable String view,
      @PathVariable String key,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    return show(view, null, key.substring(1), asOf, knownAt, position, null, "", account);
  }

  private static int bounded(@Nullable Integer limit) {
    if (limit == null) return LISTED;
    if (limit < 1 || limit > LISTED_AT_MOST) throw Faulty.malformed("limit", "1–" + LISTED_AT_MOST);
    return limit;
  }

  private Shown ofRow(Asked asked, Moment moment, Account account) {
    rows.require(account, asked.view(), asked.key(), moment);
    readers.note(account, "the row %s of %s".formatted(asked.key(), asked.view()));
    return shown(
        asked,
        List.of(),
        views.written(asked.view(), List.of(asked.key()), moment, (_, _) -> {}),
        0,
        null);
  }

  private Shown ofRegion(Asked asked, Moment moment, int limit, String after, Account account) {
    RegionCode region = readers.region(account, asked.region(), asked.asOf());
    readers.note(account, "the rows of %s in %s".formatted(asked.view(), region));
    List<String> keys = List.copyOf(regionKeys.of(region, List.of(moment)).tailSet(after + '\0'));
    List<RowAt> open = new ArrayList<>();
    int withheld = 0;
    int from = 0;
    for (; from < keys.size() && open.size() <= limit; from += TOGETHER) {
      Collection<String> some = keys.subList(from, Math.min(keys.size(), from + TOGETHER));
      ReadableRows.Reader reader = rows.reader(account);
      ReadableRows.Open<RowAt> found =
          reader.open(views.written(asked.view(), some, moment, reader), RowAt::key);
      open.addAll(found.rows());
      withheld += found.withheld();
    }
    boolean more = open.size() > limit;
    List<RowAt> listed = more ? open.subList(0, limit) : open;
    Asked here =
        new Asked(asked.view(), region, "", asked.asOf(), asked.knownAt(), asked.position());
    return shown(
        here,
        regions.on(asked.asOf()).path(region),
        listed,
        withheld,
        more ? next(here, limit, listed.getLast().key()) : null);
  }

  /** Those of all pages, looked up some at a time while they are written. */
  private Iterator<RowAt> all(Asked asked, Moment moment, Account account) {
    RegionCode region = readers.region(account, asked.region(), asked.asOf());
    List<String> keys = List.copyOf(regionKeys.of(region, List.of(moment)));
    return IntStream.iterate(0, from -> from < keys.size(), from -> from + TOGETHER)
        .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + TOGETHER)))
        .flatMap(some -> {
          ReadableRows.Reader reader = rows.reader(account);
          return reader
              .open(views.written(asked.view(), some, moment, reader), RowAt::key)
              .rows()
              .stream();
        })
        .iterator();
  }

  private Shown shown(
      Asked asked, List<Node> path, List<RowAt> rows, int withheld, @Nullable String next) {
    return new Shown(
        views.names(),
        asked,
        path,
        List.copyOf(rows),
        withheld,
        next,
        rows.stream().anyMatch(RowAt::synthetic));
  }

  private static String next(Asked asked, int limit, String after) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("region", asked.region());
    parameters.put("asOf", asked.asOf());
    parameters.put("knownAt", asked.knownAt());
    parameters.put("position", asked.position());
    parameters.put("limit", limit);
    parameters.put("after", after);
    return "/audit/views/%s?".formatted(asked.view())
        + parameters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + encoded(String.valueOf(each.getValue())))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
