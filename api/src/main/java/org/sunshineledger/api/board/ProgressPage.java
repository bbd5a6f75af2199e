package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.progress.MonthPoint;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** Targets against exits, by region and year. */
@Controller
final class ProgressPage {

  private final Regions regions;
  private final ProgressQuery progress;
  private final Views views;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Clock clock;
  private volatile @Nullable Kept kept;

  ProgressPage(
      Regions regions,
      ProgressQuery progress,
      Views views,
      PublishedLists lists,
      PastAnswers past,
      Clock clock) {
    this.regions = regions;
    this.progress = progress;
    this.views = views;
    this.lists = lists;
    this.past = past;
    this.clock = clock;
  }

  /** All cities of the ledger, each with its counties. */
  record Shown(List<City> cities) {

    private int rows() {
      return cities.stream().mapToInt(city -> city.years().size() + city.months().size()).sum();
    }
  }

  /** The last answer is good until another day is asked for or a fact comes. */
  private record Kept(LocalDate day, long folded, Shown shown) {}

  record City(Node region, List<YearLine> years, List<MonthPoint> months) {}

  /** A year of a county, and the city it is told with. */
  record YearOf(Node city, YearLine year) {}

  /** A month of a city. */
  record MonthOf(Node city, MonthPoint month) {}

  @GetMapping("/progress")
  Page show(@RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    PublishedLists.Shown listed = lists.shown(day);
    long folded = views.folded();
    Kept last = kept;
    if (last == null || last.folded() != folded || !last.day().equals(day)) {
      last =
          new Kept(
              day,
              folded,
              past.of("progress", null, day, Shown::rows, () -> shown(Moment.of(day))));
      kept = last;
    }
    // What is kept may have been made before what is folded now.
    PublishedLists.Shown asOld = listed.notBeyond(last.folded());
    for (City city : last.shown().cities())
      asOld.add(
          ListName.PROGRESS_YEARS, city.region().code().code(), () -> ListRows.years(city.years()));
    List<City> cities = last.shown().cities();
    return new Page("progress", day, last.shown(), asOld.digests())
        .with(
            Table.of(
                "years",
                YearOf.class,
                cities.stream()
                    .flatMap(
                        city -> city.years().stream().map(year -> new YearOf(city.region(), year)))
                    .toList()))
        .with(
            Table.of(
                "months",
                MonthOf.class,
                cities.stream()
                    .flatMap(city ->
                        city.months().stream().map(month -> new MonthOf(city.region(), month)))
                    .toList()));
  }

  private Shown shown(Moment moment) {
    RegionTree tree = regions.on(moment);
    List<City> cities =
        tree.roots().stream()
            .flatMap(root -> tree.within(root.code(), RegionLevel.CITY).stream())
            .map(city -> city(city, moment))
            .toList();
    return new Shown(cities);
  }

  private City city(Node city, Moment moment) {
    RegionCode code = city.code();
    return new City(city, progress.years(code, moment), progress.months(code, moment));
  }
}
