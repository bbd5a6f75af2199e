package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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
import org.sunshineledger.projections.view.FieldDifference;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowDifference;
import org.sunshineledger.projections.view.Views;

/** 两个时点之间的差别: what of a region, or of one row, is not the same at two moments. */
@Controller
final class DifferencePage {

  private static final int ANSWERED_AT_MOST = 2_000;

  private final Views views;
  private final ReadableRows rows;
  private final Regions regions;
  private final RegionKeys regionKeys;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  DifferencePage(
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
   * @param knownFrom what was recorded later does not count at the first moment; null: all does
   * @param knownTo the same of the second moment
   * @param positionFrom only so many facts count at the first moment, the first of the log
   * @param positionTo the same of the second moment
   */
  record Asked(
      String view,
      @Nullable RegionCode region,
      String key,
      @Nullable LocalDate from,
      LocalDate to,
      @Nullable Instant knownFrom,
      @Nullable Instant knownTo,
      @Nullable Long positionFrom,
      @Nullable Long positionTo) {}

  /**
   * @param views names of those there are
   * @param path from the region upward; of one row none
   * @param compared number of keys under which rows were looked for
   * @param counts how many of the rows were added, are gone, or changed
   * @param withheld rows that differ and rest on facts which the reader may not see
   * @param cut whether there are more than are answered at once
   */
  record Shown(
      List<String> views,
      Asked asked,
      List<Node> path,
      int compared,
      Map<RowDifference.Kind, Long> counts,
      List<RowDifference> rows,
      int withheld,
      boolean cut,
      boolean synthetic) {}

  /**
   * @param view none for an empty form
   * @param region the reader's own when neither it nor a key is named
   * @param key one row of the view
   * @param from the first day
   * @param to the second; today when left out
   */
  @GetMapping("/audit/difference")
  Page show(
      @RequestParam(defaultValue = "") String view,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Instant knownFrom,
      @RequestParam(required = false) @Nullable Instant knownTo,
      @RequestParam(required = false) @Nullable Long positionFrom,
      @RequestParam(required = false) @Nullable Long positionTo,
      @AuthenticationPrincipal Account account) {
    LocalDate day = to == null ? LocalDate.now(clock) : to;
    Asked asked =
        new Asked(view, region, key, from, day, knownFrom, knownTo, positionFrom, positionTo);
    if (view.isEmpty()) return new Page("difference", day, unasked(asked));
    rows.known(view);
    if (from == null) throw Faulty.malformed("from", "");
    if (region != null && !key.isEmpty()) throw Faulty.malformed("key", key);
    Moment first = moments.oneOfSeveral(from, knownFrom, positionFrom);
    Moment second = moments.oneOfSeveral(day, knownTo, positionTo);
    Shown shown =
        key.isEmpty()
            ? ofRegion(asked, first, second, account)
            : ofRow(asked, first, second, account);
    return new Page("difference", day, shown)
        .with(Table.of("rows", FieldOf.class, () -> all(shown.asked(), first, second, account)));
  }

  /** One value that differs, and of which row. */
  record FieldOf(String key, RowDifference.Kind kind, FieldDifference field, boolean synthetic) {}

  /** The values of all rows, however many there are. */
  private Iterator<FieldOf> all(Asked asked, Moment first, Moment second, Account account) {
    RegionCode region = asked.region();
    Set<String> keys =
        region == null ? Set.of(asked.key()) : regionKeys.of(region, List.of(first, second));
    ReadableRows.Reader reader = rows.reader(account);
    return reader
        .open(
            views.difference(asked.view(), keys, first, second, Integer.MAX_VALUE, reader),
            RowDifference::key)
        .rows()
        .stream()
        .flatMap(row ->
            row.fields().stream()
                .map(field -> new FieldOf(row.key(), row.kind(), field, row.synthetic())))
        .iterator();
  }

  private Shown unasked(Asked asked) {
    return new Shown(views.names(), asked, List.of(), 0, Map.of(), List.of(), 0, false, false);
  }

  private Shown ofRow(Asked asked, Moment first, Moment second, Account account) {
    rows.require(account, asked.view(), asked.key(), later(first, second));
    readers.note(account, "the difference of %s %s".formatted(asked.view(), asked.key()));
    return shown(asked, List.of(), Set.of(asked.key()), first, second, account);
  }

  private Shown ofRegion(Asked asked, Moment first, Moment second, Account account) {
    RegionCode region = readers.region(account, asked.region(), asked.to());
    readers.note(account, "the difference of %s in %s".formatted(asked.view(), region));
    return shown(
        new Asked(
            asked.view(),
            region,
            "",
            asked.from(),
            asked.to(),
            asked.knownFrom(),
            asked.knownTo(),
            asked.positionFrom(),
            asked.positionTo()),
        regions.on(asked.to()).path(region),
        regionKeys.of(region, List.of(first, second)),
        first,
        second,
        account);
  }

  private Shown shown(
      Asked asked,
      List<Node> path,
      Set<String> keys,
      Moment first,
      Moment second,
      Account account) {
    ReadableRows.Reader reader = rows.reader(account);
    List<RowDifference> found =
        views.difference(asked.view(), keys, first, second, ANSWERED_AT_MOST + 1, reader);
    boolean cut = found.size() > ANSWERED_AT_MOST;
    ReadableRows.Open<RowDifference> open =
        reader.open(cut ? found.subList(0, ANSWERED_AT_MOST) : found, RowDifference::key);
    Map<RowDifference.Kind, Long> counts = new TreeMap<>();
    for (RowDifference row : open.rows()) counts.merge(row.kind(), 1L, Long::sum);
    return new Shown(
        views.names(),
        asked,
        path,
        keys.size(),
        counts,
        open.rows(),
        open.withheld(),
        cut,
        open.rows().stream().anyMatch(RowDifference::synthetic));
  }

  /** A moment at which a row has all the facts that it has at either. */
  private static Moment later(Moment first, Moment second) {
    Instant one = first.knownAt();
    Instant other = second.knownAt();
    Long few = first.position();
    Long many = second.position();
    return new Moment(
        first.asOf().isAfter(second.asOf()) ? first.asOf() : second.asOf(),
        one == null || other == null ? null : one.isAfter(other) ? one : other,
        few == null || many == null ? null : Long.valueOf(Math.max(few, many)));
  }
}
