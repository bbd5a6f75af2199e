package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.sunshineledger.api.scenario.ScenarioProgress;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** What this is, how the city stands today, and where each reader goes from here. */
@Controller
final class HomePage {

  private final Regions regions;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final ScenarioProgress scenario;
  private final Clock clock;

  HomePage(
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      ScenarioProgress scenario,
      Clock clock) {
    this.regions = regions;
    this.progress = progress;
    this.money = money;
    this.scenario = scenario;
    this.clock = clock;
  }

  /** How far the scenario is. */
  record Loading(
      boolean finished,
      boolean failed,
      ScenarioProgress.Phase phase,
      int percent,
      long done,
      long total) {}

  /** The city on the day, with its counties. */
  record City(Node region, PublicStanding standing, Flow money, List<Node> counties) {}

  record Home(Loading loading, @Nullable City city) {}

  @GetMapping("/")
  Page show() {
    LocalDate today = LocalDate.now(clock);
    return new Page("home", today, new Home(loading(), city(today)));
  }

  private Loading loading() {
    return new Loading(
        scenario.isFinished(),
        scenario.hasFailed(),
        scenario.phase(),
        scenario.percent(),
        scenario.done(),
        scenario.total());
  }

  /** The first city of the tree, or null while the ledger has no division. */
  private @Nullable City city(LocalDate today) {
    Moment moment = Moment.of(today);
    RegionTree tree = regions.on(today);
    return tree.roots().stream()
        .flatMap(root -> tree.within(root.code(), RegionLevel.CITY).stream())
        .findFirst()
        .map(city ->
            new City(
                city,
                progress.published(city, moment),
                money.total(moment),
                tree.children(city.code())))
        .orElse(null);
  }
}
