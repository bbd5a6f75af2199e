package org.sunshineledger.projections.progress;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/**
 * Figures of villages, and of everything above them as sums over the region tree of the asked day.
 * Today's rows hold every day; only what was known earlier is folded anew.
 */
public final class ProgressQuery {

  /** The register began in 2014 (国开办发〔2014〕24号). */
  private static final int FIRST_YEAR = 2014;

  /**
   * @param steps those of each household that count by cause and programme
   */
  private record Held(long position, Changes changes, Map<String, List<Step>> steps) {}

  /**
   * @param positions of each of the township's villages that had any
   */
  private record Telling(Map<RegionCode, Long> positions, ToldHistory history) {}

  private final Rows<RegionCode, VillageProgress> rows;
  private final Regions regions;
  private final Targets targets;
  private final Map<RegionCode, Telling> telling = new ConcurrentHashMap<>();
  private volatile Map<RegionCode, Held> held = Map.of();

  public ProgressQuery(Rows<RegionCode, VillageProgress> rows, Regions regions, Targets targets) {
    this.rows = rows;
    this.regions = regions;
    this.targets = targets;
  }

  /** The region at the moment; nothing when no such region was known. */
  public Standing of(RegionCode region, Moment moment) {
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    return sum(changes(villages, moment), villages, moment.asOf());
  }

  /** What everybody may read of the region at the moment. */
  public PublicStanding published(Node region, Moment moment) {
    boolean village = region.level() == RegionLevel.VILLAGE;
    return of(region.code(), moment)
        .published(
            village
                ? ToldCounts.nothing(Discretion.lastTold(moment.asOf()))
                : told(region.code(), moment));
  }

  /**
   * Of each township whose villages, as they were first placed, are all in the region. What was
   * known earlier is not told by cause: ask a log of that size.
   */
  private ToldCounts told(RegionCode region, Moment moment) {
    ToldCounts nothing = ToldCounts.nothing(Discretion.lastTold(moment.asOf()));
    if (!moment.knowsAll()) return nothing;
    current();
    Map<RegionCode, Held> now = held;
    RegionTree tree = regions.on(moment);
    Set<RegionCode> within = tree.villages(region).collect(toSet());
    Map<RegionCode, List<RegionCode>> townships = new HashMap<>();
    regions
        .firstPlaces()
        .forEach((village, township) ->
            townships.computeIfAbsent(township, _ -> new ArrayList<>()).add(village));
    NavigableMap<PovertyCause, Integer> causes = new TreeMap<>();
    NavigableMap<MeasureKind, Integer> programmes = new TreeMap<>();
    townships.forEach((township, villages) -> {
      boolean none = villages.stream().noneMatch(within::contains);
      // Of a township that was torn apart a part would be told by subtraction.
      boolean torn =
          villages.stream().anyMatch(each -> !within.contains(each) && tree.node(each).isPresent());
      if (!none && !torn) history(township, villages, now).addTo(moment.asOf(), causes, programmes);
    });
    return new ToldCounts(nothing.asOf(), causes, programmes);
  }

  private ToldHistory history(
      RegionCode township, List<RegionCode> villages, Map<RegionCode, Held> now) {
    Map<RegionCode, Long> positions = new HashMap<>();
    List<Map<String, List<Step>>> steps = new ArrayList<>();
    for (RegionCode village : villages) {
      @Nullable Held each = now.get(village);
      if (each == null) continue;
      positions.put(village, each.position());
      steps.add(each.steps());
    }
    @Nullable Telling known = telling.get(township);
    if (known != null && known.positions().equals(positions)) return known.history();
    ToldHistory history = ToldHistory.of(steps);
    telling.put(township, new Telling(positions, history));
    return history;
  }

  /** What the villages that belong to the region at the moment stood at on an earlier day. */
  public Optional<Standing> earlier(RegionCode region, Moment moment, LocalDate day) {
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    return villages.isEmpty()
        ? Optional.empty()
        : Optional.of(sum(changes(villages, moment), villages, day));
  }

  /** The village's listing as a poor village and its exits, in their order, up to the moment. */
  public List<Listing> listings(RegionCode village, Moment moment) {
    return Optional.ofNullable(rows.upTo(List.of(village), moment).get(village))
        .map(Folded::row)
        .map(VillageProgress::listings)
        .orElse(List.of())
        .stream()
        .filter(listing -> !listing.on().isAfter(moment.asOf()))
        .toList();
  }

  /** The region, and each county below it, year by year as far as there is anything to say. */
  public List<YearLine> years(RegionCode region, Moment moment) {
    RegionTree today = regions.on(moment);
    List<Node> asked = new ArrayList<>(today.node(region).stream().toList());
    for (Node county : today.within(region, RegionLevel.COUNTY))
      if (!county.code().equals(region)) asked.add(county);
    Map<RegionCode, Changes> changes = changes(everBelonged(region, moment), moment);
    List<YearLine> lines = new ArrayList<>();
    int reaches =
        changes.values().stream()
            .flatMap(each -> each.lastBackfilled().stream())
            .mapToInt(LocalDate::getYear)
            .max()
            .orElse(FIRST_YEAR);
    for (Node node : asked)
      for (int year = FIRST_YEAR; year <= moment.asOf().getYear() + 1; year++)
        // Ten years on, a history that ended in 2016 is not told year by year.
        line(node, year, moment, changes)
            .filter(line -> line.year() <= reaches || line.tells())
            .ifPresent(lines::add);
    return lines;
  }

  private Optional<YearLine> line(
      Node node, int year, Moment moment, Map<RegionCode, Changes> changes) {
    LocalDate yearEnd = LocalDate.of(year, 12, 31);
    LocalDate day = yearEnd.isAfter(moment.asOf()) ? moment.asOf() : yearEnd;
    List<RegionCode> villages = regions.on(moment.on(day)).villages(node.code()).toList();
    @Nullable TargetFigure target = targets.of(node.code(), year).orElse(null);
    if (day.getYear() < year) {
      // The year has not begun on the asked day: only its target can be told.
      return target == null
          ? Optional.empty()
          : Optional.of(
              new YearLine(
                  node,
                  year,
                  target,
                  Tally.NONE,
                  sum(changes, villages, day).registered(),
                  Tally.NONE,
                  0,
                  false));
    }
    Standing before = sum(changes, villages, LocalDate.of(year - 1, 12, 31));
    Standing after = sum(changes, villages, day);
    YearLine line =
        new YearLine(
            node,
            year,
            target,
            after.exits().minus(before.exits()),
            after.registered(),
            plannedBy(year, after.planned()),
            after.exitedVillages() - before.exitedVillages(),
            after.synthetic());
    boolean empty = !line.tells() && line.remaining().equals(Tally.NONE);
    return empty ? Optional.empty() : Optional.of(line);
  }

  /** Villages that belonged to the region at the end of some year, or do on the asked day. */
  private Set<RegionCode> everBelonged(RegionCode region, Moment moment) {
    Set<RegionCode> villages =
        regions.on(moment).villages(region).collect(toCollection(HashSet::new));
    for (int year = FIRST_YEAR; year < moment.asOf().getYear(); year++)
      regions.on(moment.on(LocalDate.of(year, 12, 31))).villages(region).forEach(villages::add);
    return villages;
  }

  private static Tally plannedBy(int year, NavigableMap<Integer, Tally> planned) {
    return planned.headMap(year, true).values().stream().reduce(Tally.NONE, Tally::plus);
  }

  /** The end of each month since the register began, and the asked day. */
  public List<MonthPoint> months(RegionCode region, Moment moment) {
    List<MonthPoint> points = new ArrayList<>();
    Map<RegionCode, Changes> changes = changes(everBelonged(region, moment), moment);
    Standing yearBefore = Standing.NOTHING;
    for (YearMonth month = YearMonth.of(FIRST_YEAR, 1);
        !month.atDay(1).isAfter(moment.asOf());
        month = month.plusMonths(1)) {
      LocalDate day =
          month.atEndOfMonth().isAfter(moment.asOf()) ? moment.asOf() : month.atEndOfMonth();
      List<RegionCode> villages = regions.on(moment.on(day)).villages(region).toList();
      Standing standing = sum(changes, villages, day);
      points.add(
          new MonthPoint(day, standing.exits().minus(yearBefore.exits()), standing.registered()));
      if (month.getMonthValue() == 12) yearBefore = standing;
    }
    return points;
  }

  /** The village of every household that was ever heard of. */
  public Map<String, RegionCode> villagesOfHouseholds() {
    current();
    Map<String, RegionCode> villages = new HashMap<>();
    held.forEach((village, each) ->
        each.steps().keySet().forEach(household -> villages.put(household, village)));
    return villages;
  }

  /** The latest day of a fact from paper history in the region: how far its history reaches. */
  public Optional<LocalDate> historyReaches(RegionCode region, LocalDate day) {
    Moment moment = Moment.of(day);
    return changes(regions.on(moment).villages(region).toList(), moment).values().stream()
        .map(Changes::lastBackfilled)
        .flatMap(Optional::stream)
        .max(LocalDate::compareTo);
  }

  private static Standing sum(
      Map<RegionCode, Changes> changes, Collection<RegionCode> villages, LocalDate day) {
    Changes.Sum sum = new Changes.Sum(day);
    for (RegionCode village : villages) {
      @Nullable Changes each = changes.get(village);
      if (each != null) sum.add(each);
    }
    return sum.standing();
  }

  private Map<RegionCode, Changes> changes(Collection<RegionCode> villages, Moment moment) {
    if (moment.knowsAll()) {
      Map<RegionCode, Changes> current = current();
      return villages.stream()
          .filter(current::containsKey)
          .collect(toMap(village -> village, current::get));
    }
    Map<RegionCode, Changes> changes = new HashMap<>();
    rows.upTo(villages, moment)
        .forEach((village, folded) -> {
          @Nullable VillageProgress row = folded.row();
          if (row != null) changes.put(village, Changes.of(row));
        });
    return changes;
  }

  /** Reads only the villages that have moved since the last question. */
  private synchronized Map<RegionCode, Changes> current() {
    Map<RegionCode, Held> fresh = new HashMap<>(held);
    List<RegionCode> moved = new ArrayList<>();
    rows.positions()
        .forEach((key, position) -> {
          RegionCode village = new RegionCode(key);
          @Nullable Held known = fresh.get(village);
          if (known == null || known.position() != position) moved.add(village);
        });
    rows.rows(moved)
        .forEach((village, folded) -> {
          @Nullable VillageProgress row = folded.row();
          if (row == null) return;
          fresh.put(
              village,
              new Held(folded.position(), Changes.of(row), ToldHistory.counting(row.households())));
        });
    held = fresh;
    Map<RegionCode, Changes> changes = HashMap.newHashMap(fresh.size());
    fresh.forEach((village, each) -> changes.put(village, each.changes()));
    return changes;
  }
}
