package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** 项目台账: what a region builds and pays for, and each project from its documents to its villages. */
@Controller
final class ProjectPages {

  private final MoneyQuery money;
  private final Regions regions;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Clock clock;

  ProjectPages(
      MoneyQuery money, Regions regions, PublishedLists lists, PastAnswers past, Clock clock) {
    this.money = money;
    this.regions = regions;
    this.lists = lists;
    this.past = past;
    this.clock = clock;
  }

  /** One line of the ledger of projects; {@code last} is the last thing that was done. */
  record Line(ProjectLine project, Account.@Nullable Step last) {}

  /**
   * The projects of a region and the divisions within.
   *
   * @param overdrawn of how many more was spent than was allotted
   */
  record AllProjects(
      Node region,
      List<Node> path,
      Money approved,
      Money disbursed,
      List<Line> projects,
      long overdrawn,
      boolean synthetic) {}

  /**
   * A project with the region it lies in and the names of the villages it reached, by code.
   *
   * @param ways from its documents to these villages
   */
  record OneProject(
      ProjectLine project, List<Node> path, Map<String, String> places, List<Leg> ways) {}

  @GetMapping("/projects")
  Page all(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Moment moment = Moment.of(day);
    PublishedLists.Shown listed = lists.shown(day);
    RegionTree tree = regions.on(moment);
    Node node = AskedRegion.in(tree, region);
    List<ProjectLine> projects =
        past.of(
            "projects", node.code(), day, List::size, () -> money.projects(node.code(), moment));
    List<Line> lines =
        projects.stream()
            .map(each -> new Line(each, each.steps().isEmpty() ? null : each.steps().getLast()))
            .toList();
    Money approved = Money.ZERO;
    Money disbursed = Money.ZERO;
    for (Line line : lines) {
      Account.Approval approval = line.project().approval();
      if (approval != null) approved = approved.plus(approval.amount());
      disbursed = disbursed.plus(line.project().flow().disbursed());
    }
    return new Page(
        "projects",
        day,
        new AllProjects(
            node,
            tree.path(node.code()),
            approved,
            disbursed,
            lines,
            lines.stream().filter(line -> line.project().overdrawn()).count(),
            lines.stream().anyMatch(line -> line.project().synthetic())),
        listed
            .add(ListName.PROJECTS, node.code().code(), () -> ListRows.projects(projects))
            .add(ListName.PROJECT_FLOWS, node.code().code(), () -> ListRows.projectFlows(projects))
            .digests());
  }

  @GetMapping("/projects/{code}")
  Page one(
      @PathVariable ProjectCode code, @RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Moment moment = Moment.of(day);
    ProjectLine project =
        past.of(
            "project",
            code,
            day,
            each -> each.villages().size(),
            () ->
                money
                    .project(code, moment)
                    .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, code.code())));
    Account.ProjectHead head = project.head();
    RegionTree tree = regions.on(moment);
    return new Page(
        "project",
        day,
        new OneProject(
            project,
            head == null ? List.of() : tree.path(head.region()),
            PlaceNames.of(project.villages().keySet().stream(), tree),
            money.ways(project, moment)));
  }
}
