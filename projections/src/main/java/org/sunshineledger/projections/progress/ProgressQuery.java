package org.sunshineledger.projections.progress;

import static java.util.stream.Collectors.toCollection;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private record Held(
      long position, Changes changes, Map<String, List<Step>> steps, List<Listing> listings) {}

  /**
   * @param upTo position up to which nothing is missing in any of them
   */
  private record Current(Map<RegionCode, Held> villages, long upTo) {

    static final Current NOTHING = new Current(Map.of(), -1);
  }

  /**
   * @param villages those of the township that had any steps
   */
  private record Telling(Set<RegionCode> villages, ToldHistory history) {}

  private final Rows<RegionCode, VillageProgress> rows;
  private final Regions regions;
  private final Targets targets;
  private final Map<RegionCode, Telling> telling = new ConcurrentHashMap<>();
  private Current held = Current.NOTHING;

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
    return published(List.of(region), moment).getFirst();
  }

  /** The same of several, in their order: a board reads its divisions once, not each by itself. */
  public List<PublicStanding> published(List<Node> asked, Moment moment) {
    RegionTree tree = regions.on(moment);
    // What was known earlier is not told by cause: ask a log of that size.
    Current now = moment.knowsAll() ? current() : Current.NOTHING;
    Map<RegionCode, List<RegionCode>> townships = moment.knowsAll() ? townships() : Map.of();
    List<PublicStanding> published = new ArrayList<>(asked.size());
    for (Node region : asked) {
      List<RegionCode> villages = tree.villages(region.code()).toList();
      Map<RegionCode, Changes> changes =
          moment.knowsAll() ? changes(villages, now.villages()) : changes(villages, moment);
      ToldCounts told =
          region.level() == RegionLevel.VILLAGE || now.villages().isEmpty()
              ? ToldCounts.nothing(Discretion.lastTold(moment.asOf()))
              : told(Set.copyOf(villages), tree, townships, now, moment.asOf());
      published.add(sum(changes, villages, moment.asOf()).published(told));
    }
    return published;
  }

  /** The villages of each township, as they were first placed. */
  private Map<RegionCode, List<RegionCode>> townships() {
    Map<RegionCode, List<RegionCode>> townships = new HashMap<>();
    regions
        .firstPlaces()
        .forEach((village, township) ->
            townships.computeIfAbsent(township, _ -> new ArrayList<>()).add(village));
    return townships;
  }

  /** Of each township whose villages, as they were first placed, are all within. */
  private ToldCounts told(
      Set<RegionCode> within,
      RegionTree tree,
      Map<RegionCode, List<RegionCode>> townships,
      Current now,
      LocalDate day) {
    NavigableMap<PovertyCause, Integer> causes = new TreeMap<>();
    NavigableMap<MeasureKind, Integer> programmes = new TreeMap<>();
    townships.forEach((township, villages) -> {
      boolean none = villages.stream().noneMatch(within::contains);
      // Of a township that was torn apart a part would be told by subtraction.
      boolean torn =
          villages.stream().anyMatch(each -> !within.contains(each) && tree.node(each).isPresent());
      if (!none && !torn) history(township, villages, now).addTo(day, causes, programmes);
    });
    return new ToldCounts(Discretion.lastTold(day), causes, programmes);
  }

  /**
   * Goes on from what was told before: a township has tens of thousands of steps, and some page
   * asks after each new one.
   */
  private ToldHistory history(RegionCode township, List<RegionCode> villages, Current now) {
    Map<RegionCode, Held> there = HashMap.newHashMap(villages.size());
    for (RegionCode village : villages) {
      @Nullable Held each = now.villages().get(village);
      if (each != null) there.put(village, each);
    }
    return telling
        .compute(
            township,
            (_, known) -> {
              // A village whose place was not known yet may have steps before those that were
              // taken.
              Telling on =
                  known != null && known.villages().equals(there.keySet())
                      ? known
                      : new Telling(Set.copyOf(there.keySet()), new ToldHistory());
              long taken = on.history().taken();
              if (taken < now.upTo())
                on.history()
                    .take(
                        there.values().stream()
                            .filter(each -> each.position() > taken)
                            .map(Held::steps)
                            .toList(),
                        now.upTo());
              return on;
            })
        .history();
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

  /** The tree of each day that is asked for, looked up once. */
  private Function<LocalDate, RegionTree> trees(Moment moment) {
    Map<LocalDate, RegionTree> trees = new HashMap<>();
    return day -> trees.computeIfAbsent(day, each -> regions.on(moment.on(each)));
  }

  /** The region, and each county below it, year by year as far as there is anything to say. */
  public List<YearLine> years(RegionCode region, Moment moment) {
    RegionTree today = regions.on(moment);
    List<Node> asked = new ArrayList<>(today.node(region).stream().toList());
    for (Node county : today.within(region, RegionLevel.COUNTY))
      if (!county.code().equals(region)) asked.add(county);
    Function<LocalDate, RegionTree> trees = trees(moment);
    Map<RegionCode, Changes> changes = changes(everBelonged(region, moment, trees), moment);
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
        line(node, year, moment, changes, trees)
            .filter(line -> line.year() <= reaches || line.tells())
            .ifPresent(lines::add);
    return lines;
  }

  private Optional<YearLine> line(
      Node node,
      int year,
      Moment moment,
      Map<RegionCode, Changes> changes,
      Function<LocalDate, RegionTree> trees) {
    LocalDate yearEnd = LocalDate.of(year, 12, 31);
    LocalDate day = yearEnd.isAfter(moment.asOf()) ? moment.asOf() : yearEnd;
    List<RegionCode> villages = trees.apply(day).villages(node.code()).toList();
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
  private static Set<RegionCode> everBelonged(
      RegionCode region, Moment moment, Function<LocalDate, RegionTree> trees) {
    Set<RegionCode> villages =
        trees.apply(moment.asOf()).villages(region).collect(toCollection(HashSet::new));
    for (int year = FIRST_YEAR; year < moment.asOf().getYear(); year++)
      trees.apply(LocalDate.of(year, 12, 31)).villages(region).forEach(villages::add);
    return villages;
  }

  private static Tally plannedBy(int year, NavigableMap<Integer, Tally> planned) {
    return planned.headMap(year, true).values().stream().reduce(Tally.NONE, Tally::plus);
  }

  /** The end of each month since the register began, and the asked day. */
  public List<MonthPoint> months(RegionCode region, Moment moment) {
    List<MonthPoint> points = new ArrayList<>();
    Function<LocalDate, RegionTree> trees = trees(moment);
    Map<RegionCode, Changes> changes = changes(everBelonged(region, moment, trees), moment);
    Standing yearBefore = Standing.NOTHING;
    for (YearMonth month = YearMonth.of(FIRST_YEAR, 1);
        !month.atDay(1).isAfter(moment.asOf());
        month = month.plusMonths(1)) {
      LocalDate day =
          month.atEndOfMonth().isAfter(moment.asOf()) ? moment.asOf() : month.atEndOfMonth();
      List<RegionCode> villages = trees.apply(day).villages(region).toList();
      Standing standing = sum(changes, villages, day);
      points.add(
          new MonthPoint(day, standing.exits().minus(yearBefore.exits()), standing.registered()));
      if (month.getMonthValue() == 12) yearBefore = standing;
    }
    return points;
  }

  /** A region's year, month by month; nobody exits in a year that has not begun. */
  public Pace pace(Node node, int year, Moment moment) {
    return paces(List.of(node), year, moment).getFirst();
  }

  /** The same of several, in their order. */
  public List<Pace> paces(List<Node> nodes, int year, Moment moment) {
    Function<LocalDate, RegionTree> trees = trees(moment);
    Set<RegionCode> villages = new HashSet<>();
    for (Node node : nodes) villages.addAll(everBelonged(node.code(), moment, trees));
    Map<RegionCode, Changes> changes = changes(villages, moment);
    return nodes.stream().map(node -> pace(node, year, moment, changes, trees)).toList();
  }

  private Pace pace(
      Node node,
      int year,
      Moment moment,
      Map<RegionCode, Changes> changes,
      Function<LocalDate, RegionTree> trees) {
    @Nullable YearLine line = line(node, year, moment, changes, trees).orElse(null);
    List<MonthPoint> points = new ArrayList<>();
    for (YearMonth month = YearMonth.of(year, 1);
        month.getYear() == year && !month.atDay(1).isAfter(moment.asOf());
        month = month.plusMonths(1)) {
      LocalDate day =
          month.atEndOfMonth().isAfter(moment.asOf()) ? moment.asOf() : month.atEndOfMonth();
      List<RegionCode> villages = trees.apply(day).villages(node.code()).toList();
      // Villages that came from elsewhere bring what they did before: it is taken off again.
      Standing before = sum(changes, villages, LocalDate.of(year - 1, 12, 31));
      Standing after = sum(changes, villages, day);
      points.add(new MonthPoint(day, after.exits().minus(before.exits()), after.registered()));
    }
    return new Pace(
        node,
        year,
        line == null ? targets.of(node.code(), year).orElse(null) : line.target(),
        line == null ? Tally.NONE : line.exits(),
        line == null ? Tally.NONE : line.exits().plus(line.planned()),
        points,
        line != null && line.synthetic());
  }

  /** How the villages of the region came on the list of poor villages and left it, by day. */
  public List<Listing> listingsWithin(RegionCode region, Moment moment) {
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    return listingsOf(villages, moment)
        .flatMap(List::stream)
        .filter(listing -> !listing.on().isAfter(moment.asOf()))
        .sorted()
        .toList();
  }

  private Stream<List<Listing>> listingsOf(List<RegionCode> villages, Moment moment) {
    if (moment.knowsAll()) {
      Map<RegionCode, Held> now = current().villages();
      return villages.stream().map(now::get).filter(Objects::nonNull).map(Held::listings);
    }
    return rows.upTo(villages, moment).values().stream()
        .map(Folded::row)
        .filter(Objects::nonNull)
        .map(VillageProgress::listings);
  }

  /** The village of every household that was ever heard of. */
  public Map<String, RegionCode> villagesOfHouseholds() {
    Map<String, RegionCode> villages = new HashMap<>();
    current()
        .villages()
        .forEach((village, each) ->
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
    if (moment.knowsAll()) return changes(villages, current().villages());
    Map<RegionCode, Changes> changes = new HashMap<>();
    rows.upTo(villages, moment)
        .forEach((village, folded) -> {
          @Nullable VillageProgress row = folded.row();
          if (row != null) changes.put(village, Changes.of(row));
        });
    return changes;
  }

  private static Map<RegionCode, Changes> changes(
      Collection<RegionCode> villages, Map<RegionCode, Held> now) {
    Map<RegionCode, Changes> changes = new HashMap<>();
    for (RegionCode village : villages) {
      @Nullable Held each = now.get(village);
      if (each != null) changes.put(village, each.changes());
    }
    return changes;
  }

  /** Reads only the villages that have moved since the last question. */
  private synchronized Current current() {
    long last = rows.last();
    if (last < held.upTo()) {
      // The journal is another one, older than what was read of it.
      held = Current.NOTHING;
      telling.clear();
    }
    if (last == held.upTo()) return held;
    Map<String, Long> moved = rows.positionsAfter(held.upTo());
    // A row may be newer than this when it is read; what it has beyond it comes the next time.
    long upTo = moved.values().stream().mapToLong(Long::longValue).max().orElse(held.upTo());
    Map<RegionCode, Held> fresh = new HashMap<>(held.villages());
    rows.rows(moved.keySet().stream().map(RegionCode::new).toList())
        .forEach((village, folded) -> {
          @Nullable VillageProgress row = folded.row();
          if (row == null) return;
          fresh.put(
              village,
              new Held(
                  folded.position(),
                  Changes.of(row),
                  ToldHistory.counting(row.households()),
                  row.listings()));
        });
    held = new Current(fresh, upTo);
    return held;
  }
}
