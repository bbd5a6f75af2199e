package org.sunshineledger.api.board;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.progress.Pace;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.ToldCounts;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** Why the figures of a region's year are what they are: the public facts behind them. */
@Controller
final class RegionProgressPage {

  /** More are in the table that can be taken home. */
  private static final int SHOWN = 100;

  private static final Set<NoticeKind> OF_EXITS = Set.of(NoticeKind.EXIT, NoticeKind.VILLAGE_EXIT);

  private final Regions regions;
  private final ProgressQuery progress;
  private final BoardQuery boards;
  private final PastAnswers past;
  private final Texts texts;
  private final Clock clock;

  RegionProgressPage(
      Regions regions,
      ProgressQuery progress,
      BoardQuery boards,
      PastAnswers past,
      Texts texts,
      Clock clock) {
    this.regions = regions;
    this.progress = progress;
    this.boards = boards;
    this.past = past;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * An announcement of exits.
   *
   * @param place who announced it
   * @param rows households it lists, or villages
   */
  record Announced(
      NoticeId notice,
      NoticeKind kind,
      LocalDate on,
      RegionCode region,
      String place,
      int rows,
      boolean annulled,
      long position,
      boolean synthetic) {}

  /** All that can be asked of a region's year. */
  private record Found(
      Pace pace,
      List<Integer> choices,
      List<Pace> children,
      ToldCounts told,
      List<Announced> announced,
      List<Listing> villages) {

    private int rows() {
      return announced.size() + villages.size() + 12 * (1 + children.size());
    }
  }

  /**
   * @param choices years of which there is something to say
   * @param children the divisions below in the same year
   * @param announced the latest on top; 100 at most
   * @param announcements how many there are
   * @param announcedHouseholds how many households those of households list that were not annulled
   * @param comparable whether these lists are of households of the region only, for all that is
   *     known: an announcement from above may name a place here and list households elsewhere
   * @param villages how villages left the list of poor villages in the year, and came back on it
   */
  record Shown(
      Node region,
      List<Node> path,
      Pace pace,
      List<Integer> choices,
      List<Pace> children,
      ToldCounts told,
      List<Announced> announced,
      int announcements,
      int announcedHouseholds,
      boolean comparable,
      List<Listing> villages) {

    @JsonIgnore
    public List<PathOfMeasures> paths() {
      return PathOfMeasures.of(told);
    }
  }

  /**
   * @param year the last one of which there is something to say when left out
   */
  @GetMapping("/progress/{region}")
  Page show(
      @PathVariable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Integer year) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    AskedYear.check(year, day, LocalDate.now(clock), texts);
    Moment moment = Moment.of(day);
    RegionTree tree = regions.on(moment);
    Node node = tree.node(region).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, region.code()));
    Found found =
        past.of(
            "region-progress",
            year == null ? region : region + "/" + year,
            day,
            Found::rows,
            () -> found(node, year, tree, moment));
    List<Announced> announced = found.announced();
    List<Announced> ofHouseholds =
        announced.stream()
            .filter(each -> each.kind() == NoticeKind.EXIT && !each.annulled())
            .toList();
    return new Page(
            "region-progress",
            day,
            new Shown(
                node,
                tree.path(region),
                found.pace(),
                found.choices(),
                found.children(),
                found.told(),
                announced.subList(0, Math.min(SHOWN, announced.size())),
                announced.size(),
                ofHouseholds.stream().mapToInt(Announced::rows).sum(),
                ofHouseholds.stream().allMatch(each -> tree.contains(region, each.region())),
                found.villages()))
        .with(Table.of("announced", Announced.class, announced));
  }

  private Found found(Node node, @Nullable Integer asked, RegionTree tree, Moment moment) {
    RegionCode region = node.code();
    List<YearLine> lines = progress.years(region, moment);
    List<Integer> choices = lines.stream().map(YearLine::year).distinct().sorted().toList();
    int year = asked == null ? AskedYear.last(List.of(lines), moment.asOf()) : asked;
    return new Found(
        progress.pace(node, year, moment),
        choices,
        progress.paces(tree.children(region), year, moment),
        progress.published(node, moment).told(),
        announced(region, year, tree, moment),
        progress.listingsWithin(region, moment).stream()
            .filter(listing -> listing.on().getYear() == year)
            .toList());
  }

  private List<Announced> announced(RegionCode region, int year, RegionTree tree, Moment moment) {
    return boards.within(region, moment).stream()
        .filter(notice -> notice.isAnnouncement() && OF_EXITS.contains(notice.kind()))
        .filter(notice -> notice.opens().getYear() == year)
        .sorted(comparing(Notice::opens).thenComparingLong(Notice::position).reversed())
        .map(notice ->
            new Announced(
                notice.notice(),
                notice.kind(),
                notice.opens(),
                notice.region(),
                tree.node(notice.region()).map(Node::name).orElse(notice.region().code()),
                notice.document().rowCount(),
                notice.annulment() != null,
                notice.position(),
                notice.synthetic()))
        .toList();
  }
}
