package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.progress.MonthPoint;
import org.sunshineledger.projections.progress.Pace;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.progress.ToldCounts;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** Targets against exits, by region and year; what the poor were poor for and helped by. */
@Controller
final class ProgressPage {

  /** Some days and years that are asked for by turns. */
  private static final int KEPT = 16;

  private final Regions regions;
  private final ProgressQuery progress;
  private final Views views;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Texts texts;
  private final Clock clock;
  private final Cache<Asked, Shown> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  ProgressPage(
      Regions regions,
      ProgressQuery progress,
      Views views,
      PublishedLists lists,
      PastAnswers past,
      Texts texts,
      Clock clock) {
    this.regions = regions;
    this.progress = progress;
    this.views = views;
    this.lists = lists;
    this.past = past;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * All cities of the ledger, each with its counties.
   *
   * @param choices years of which there is something to say
   */
  record Shown(int year, List<Integer> choices, List<City> cities) {

    private int rows() {
      return cities.stream()
          .mapToInt(city ->
              city.years().size()
                  + city.months().size()
                  + city.paces().stream().mapToInt(pace -> pace.months().size()).sum())
          .sum();
    }
  }

  /** An answer is good until a fact comes. */
  private record Asked(LocalDate day, @Nullable Integer year, long folded) {}

  /**
   * @param paces of the city and of each county in the asked year
   * @param told of the city and of each county: nothing but what may be told
   */
  record City(
      Node region,
      List<YearLine> years,
      List<MonthPoint> months,
      List<Pace> paces,
      List<ToldOf> told) {

    /** What the measures of the whole city were, path by path. */
    @JsonIgnore
    public List<PathOfMeasures> paths() {
      return PathOfMeasures.of(told.getFirst().counts());
    }
  }

  /** What is told of one region. */
  record ToldOf(Node region, ToldCounts counts) {}

  /** A year of a county, and the city it is told with. */
  record YearOf(Node city, YearLine year) {}

  /** A month of a city. */
  record MonthOf(Node city, MonthPoint month) {}

  /** A month of the asked year in a region. */
  record PaceOf(Node region, MonthPoint month) {}

  /** How many are told to be poor for a cause in a region. */
  record CauseOf(Node region, LocalDate asOf, PovertyCause cause, int households) {}

  /** How many are told to be helped by a measure in a region. */
  record MeasureOf(Node region, LocalDate asOf, MeasureKind measure, int households) {}

  /**
   * @param year of the charts; the last one of which there is something to say when left out
   */
  @GetMapping("/progress")
  Page show(
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Integer year) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    AskedYear.check(year, day, LocalDate.now(clock), texts);
    PublishedLists.Shown listed = lists.shown(day);
    // Asked for before anything is read: what is kept never lacks a fact of its key.
    Asked asked = new Asked(day, year, views.folded());
    Shown shown =
        kept.get(
            asked,
            _ -> past.of("progress", year, day, Shown::rows, () -> shown(year, Moment.of(day))));
    // What is kept may have been made before what is folded now.
    PublishedLists.Shown asOld = listed.notBeyond(asked.folded());
    for (City city : shown.cities())
      asOld.add(
          ListName.PROGRESS_YEARS, city.region().code().code(), () -> ListRows.years(city.years()));
    List<City> cities = shown.cities();
    return new Page("progress", day, shown, asOld.digests())
        .with(
            Table.of(
                "years",
                YearOf.class,
                cities.stream()
                    .flatMap(
                        city -> city.years().stream().map(line -> new YearOf(city.region(), line)))
                    .toList()))
        .with(
            Table.of(
                "months",
                MonthOf.class,
                cities.stream()
                    .flatMap(city ->
                        city.months().stream().map(month -> new MonthOf(city.region(), month)))
                    .toList()))
        .with(Table.of("paces", PaceOf.class, paces(cities)))
        .with(Table.of("causes", CauseOf.class, causes(cities)))
        .with(Table.of("measures", MeasureOf.class, measures(cities)));
  }

  private static List<PaceOf> paces(List<City> cities) {
    return cities.stream()
        .flatMap(city -> city.paces().stream())
        .flatMap(pace -> pace.months().stream().map(month -> new PaceOf(pace.region(), month)))
        .toList();
  }

  private static List<CauseOf> causes(List<City> cities) {
    List<CauseOf> causes = new ArrayList<>();
    for (City city : cities)
      for (ToldOf told : city.told())
        told.counts()
            .causes()
            .forEach((cause, households) ->
                causes.add(new CauseOf(told.region(), told.counts().asOf(), cause, households)));
    return causes;
  }

  private static List<MeasureOf> measures(List<City> cities) {
    List<MeasureOf> measures = new ArrayList<>();
    for (City city : cities)
      for (ToldOf told : city.told())
        told.counts()
            .programmes()
            .forEach((kind, households) ->
                measures.add(new MeasureOf(told.region(), told.counts().asOf(), kind, households)));
    return measures;
  }

  private Shown shown(@Nullable Integer asked, Moment moment) {
    RegionTree tree = regions.on(moment);
    List<Node> nodes =
        tree.roots().stream()
            .flatMap(root -> tree.within(root.code(), RegionLevel.CITY).stream())
            .toList();
    Map<Node, List<YearLine>> lines = new LinkedHashMap<>();
    for (Node city : nodes) lines.put(city, progress.years(city.code(), moment));
    List<Integer> choices =
        lines.values().stream()
            .flatMap(List::stream)
            .map(YearLine::year)
            .distinct()
            .sorted()
            .toList();
    int year = asked == null ? AskedYear.last(lines.values(), moment.asOf()) : asked;
    List<City> cities = new ArrayList<>();
    lines.forEach((city, years) -> cities.add(city(city, years, year, tree, moment)));
    return new Shown(year, choices, cities);
  }

  private City city(Node city, List<YearLine> years, int year, RegionTree tree, Moment moment) {
    List<Node> all = new ArrayList<>(List.of(city));
    all.addAll(tree.within(city.code(), RegionLevel.COUNTY));
    List<PublicStanding> standings = progress.published(all, moment);
    List<ToldOf> told = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) told.add(new ToldOf(all.get(i), standings.get(i).told()));
    return new City(
        city, years, progress.months(city.code(), moment), progress.paces(all, year, moment), told);
  }
}
