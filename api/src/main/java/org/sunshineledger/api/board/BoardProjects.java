package org.sunshineledger.api.board;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Touched;
import org.sunshineledger.projections.view.Views;

/**
 * What a board says of the projects of its region: how many, for how much, and the newest. Their
 * whole ledger is a page of its own; as a board is read far more often than a project moves, the
 * sum of a region is kept until a row of one of its views is touched.
 */
@Component
final class BoardProjects {

  private static final Set<String> VIEWS = Set.of("region", "money");
  private static final int NEWEST = 5;
  private static final int KEPT = 1_000;

  private record Key(RegionCode region, LocalDate day, List<Touched> rows) {}

  private final MoneyQuery money;
  private final Views views;
  private final Cache<Key, Summary> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  BoardProjects(MoneyQuery money, Projections projections) {
    this.money = money;
    this.views = projections.views();
  }

  /**
   * The projects that were admitted in a region and the divisions within.
   *
   * @param approved of all of them
   * @param disbursed of all of them
   * @param newest those that were approved last, the last on top
   */
  record Summary(int count, Money approved, Money disbursed, List<Line> newest) {}

  /**
   * @param approved null before it was approved
   * @param position of the fact that approved it, else null
   */
  record Line(
      ProjectCode project,
      String name,
      @Nullable LocalDate on,
      @Nullable Money approved,
      Money disbursed,
      @Nullable Long position,
      boolean synthetic) {

    private static Line of(ProjectLine project, Account.ProjectHead head) {
      Account.Approval approval = project.approval();
      return new Line(
          project.project(),
          head.name(),
          approval == null ? null : approval.on(),
          approval == null ? null : approval.amount(),
          project.flow().disbursed(),
          approval == null ? null : approval.position(),
          project.synthetic());
    }

    private LocalDate day() {
      return on == null ? LocalDate.MIN : on;
    }
  }

  Summary of(RegionCode region, Moment moment) {
    if (!moment.knowsAll()) return summary(region, moment);
    // Asked for before anything is read: what is kept never lacks a fact of its key.
    Key key = new Key(region, moment.asOf(), views.touched(VIEWS));
    return kept.get(key, _ -> summary(region, moment));
  }

  private Summary summary(RegionCode region, Moment moment) {
    List<ProjectLine> projects = money.projects(region, moment);
    Money approved = Money.ZERO;
    Money disbursed = Money.ZERO;
    for (ProjectLine project : projects) {
      Account.Approval approval = project.approval();
      if (approval != null) approved = approved.plus(approval.amount());
      disbursed = disbursed.plus(project.flow().disbursed());
    }
    List<Line> newest =
        projects.stream()
            .<Line>mapMulti((project, add) -> {
              Account.ProjectHead head = project.head();
              if (head != null) add.accept(Line.of(project, head));
            })
            .sorted(
                comparing(Line::day).reversed().thenComparing(line -> line.project().toString()))
            .limit(NEWEST)
            .toList();
    return new Summary(projects.size(), approved, disbursed, newest);
  }
}
