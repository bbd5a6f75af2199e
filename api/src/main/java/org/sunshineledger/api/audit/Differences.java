package org.sunshineledger.api.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.FieldDifference;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowDifference;
import org.sunshineledger.projections.view.Views;

/** Compares rows at two moments for a reader, and notes that they were read. */
@Component
final class Differences {

  private final Views views;
  private final ReadableRows rows;
  private final Regions regions;
  private final RegionKeys regionKeys;
  private final Readers readers;
  private final Moments moments;

  Differences(
      Views views,
      ReadableRows rows,
      Regions regions,
      RegionKeys regionKeys,
      Readers readers,
      Moments moments) {
    this.views = views;
    this.rows = rows;
    this.regions = regions;
    this.regionKeys = regionKeys;
    this.readers = readers;
    this.moments = moments;
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
      @Nullable Long positionTo) {

    Asked in(RegionCode found) {
      return new Asked(view, found, "", from, to, knownFrom, knownTo, positionFrom, positionTo);
    }
  }

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

  /** One value that differs, and of which row. */
  record FieldOf(String key, RowDifference.Kind kind, FieldDifference field, boolean synthetic) {}

  /** An empty form. */
  Shown unasked(Asked asked) {
    return new Shown(views.names(), asked, List.of(), 0, Map.of(), List.of(), 0, false, false);
  }

  /**
   * What differs; the region is the reader's own when neither it nor a key is asked for.
   *
   * @param most rows that are answered at once
   * @throws Faulty for a view that there is not, a first day that is missing, or what the reader
   *     may not see
   */
  Shown of(Asked asked, int most, Account account) {
    Pair pair = pair(asked);
    if (asked.key().isEmpty()) {
      RegionCode region = readers.region(account, asked.region(), asked.to());
      readers.note(account, "the difference of %s in %s".formatted(asked.view(), region));
      return shown(asked.in(region), regions.on(asked.to()).path(region), pair, most, account);
    }
    rows.require(account, asked.view(), asked.key(), pair.later());
    readers.note(account, "the difference of %s %s".formatted(asked.view(), asked.key()));
    return shown(asked, List.of(), pair, most, account);
  }

  /** The values of all rows, however many there are. */
  Iterator<FieldOf> all(Asked asked, Account account) {
    Pair pair = pair(asked);
    ReadableRows.Reader reader = rows.reader(account);
    return reader
        .open(
            views.difference(
                asked.view(),
                keys(asked, pair),
                pair.first(),
                pair.second(),
                Integer.MAX_VALUE,
                reader),
            RowDifference::key)
        .rows()
        .stream()
        .flatMap(row ->
            row.fields().stream()
                .map(field -> new FieldOf(row.key(), row.kind(), field, row.synthetic())))
        .iterator();
  }

  private Pair pair(Asked asked) {
    rows.known(asked.view());
    LocalDate from = asked.from();
    if (from == null) throw Faulty.malformed("from", "");
    if (asked.region() != null && !asked.key().isEmpty())
      throw Faulty.malformed("key", asked.key());
    return new Pair(
        moments.oneOfSeveral(from, asked.knownFrom(), asked.positionFrom()),
        moments.oneOfSeveral(asked.to(), asked.knownTo(), asked.positionTo()));
  }

  private Set<String> keys(Asked asked, Pair pair) {
    RegionCode region = asked.region();
    return region == null
        ? Set.of(asked.key())
        : regionKeys.of(region, List.of(pair.first(), pair.second()));
  }

  private Shown shown(Asked asked, List<Node> path, Pair pair, int most, Account account) {
    Set<String> keys = keys(asked, pair);
    ReadableRows.Reader reader = rows.reader(account);
    List<RowDifference> found =
        views.difference(asked.view(), keys, pair.first(), pair.second(), most + 1, reader);
    boolean cut = found.size() > most;
    ReadableRows.Open<RowDifference> open =
        reader.open(cut ? found.subList(0, most) : found, RowDifference::key);
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

  private record Pair(Moment first, Moment second) {

    /** A moment at which a row has all the facts that it has at either. */
    Moment later() {
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
}
