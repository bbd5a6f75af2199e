package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.lists.PublishedLists;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.ListDigest;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.board.Board;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListRows;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** The board of one division, as it hangs in the village, and as it hung on any day. */
@Controller
final class BoardPage {

  /** 扶贫监督举报电话. */
  private static final String HOTLINE = "12317";

  private final BoardQuery boards;
  private final Regions regions;
  private final ProgressQuery progress;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Clock clock;

  BoardPage(
      BoardQuery boards,
      Regions regions,
      ProgressQuery progress,
      PublishedLists lists,
      PastAnswers past,
      Clock clock) {
    this.boards = boards;
    this.regions = regions;
    this.progress = progress;
    this.lists = lists;
    this.past = past;
    this.clock = clock;
  }

  /**
   * A notice that hangs here on the day.
   *
   * @param daysLeft days on which an objection is in time, the day itself included; 0 or less when
   *     its last day is over and it has not been closed
   */
  record Open(Notice notice, long daysLeft) {}

  /** A division below, with its figures. */
  record Child(Node region, PublicStanding standing) {}

  /** A board, and the divisions below it. */
  private record Hanging(Board board, List<Child> children) {

    int rows() {
      return children.size()
          + board.open().size()
          + board.past().size()
          + board.announcements().size();
    }
  }

  /**
   * @param nextLevel of the divisions below, or null
   * @param names of the places where notices hang, by code
   */
  record Shown(
      Board board,
      List<Open> open,
      List<Child> children,
      @Nullable RegionLevel nextLevel,
      Map<String, String> names,
      String hotline,
      boolean historical) {}

  @GetMapping("/boards/{region}")
  Page show(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable LocalDate asOf) {
    LocalDate today = LocalDate.now(clock);
    LocalDate day = asOf == null ? today : asOf;
    if (day.isAfter(today)) throw Faulty.malformed("asOf", day.toString());
    Moment moment = Moment.of(day);
    PublishedLists.Shown listed = lists.shown(day);
    Hanging hanging = past.of("board", region, day, Hanging::rows, () -> hanging(region, moment));
    Board board = hanging.board();
    List<Child> children = hanging.children();
    return new Page(
        "board",
        day,
        new Shown(
            board,
            board.open().stream().map(notice -> open(notice, day)).toList(),
            children,
            board.children().stream().map(Node::level).findFirst().orElse(null),
            names(board, regions.on(moment)),
            HOTLINE,
            !day.equals(today)),
        listed(listed, board, children));
  }

  private Hanging hanging(RegionCode region, Moment moment) {
    Board board =
        boards.of(region, moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, region.code()));
    return new Hanging(
        board, board.children().stream().map(child -> child(child, moment)).toList());
  }

  private static List<ListDigest> listed(
      PublishedLists.Shown lists, Board board, List<Child> children) {
    String region = board.region().code().code();
    lists
        .add(ListName.OPEN_NOTICES, region, () -> ListRows.notices(board.open()))
        .add(ListName.PAST_NOTICES, region, () -> ListRows.notices(board.past()))
        .add(ListName.ANNOUNCEMENTS, region, () -> ListRows.notices(board.announcements()))
        .add(ListName.DIVISIONS, region, () -> ListRows.divisions(board.children()))
        .add(
            ListName.STANDINGS,
            region,
            () ->
                ListRows.standings(
                    new ListRows.Placed(board.region(), board.standing()),
                    children.stream()
                        .map(child -> new ListRows.Placed(child.region(), child.standing()))
                        .toList()))
        .add(ListName.VILLAGE_LISTINGS, region, () -> ListRows.listings(board.listings()))
        .add(ListName.RESPONSIBLE_OFFICERS, region, () -> ListRows.duties(board.answering()));
    return lists.digests();
  }

  private static Map<String, String> names(Board board, RegionTree tree) {
    return Stream.of(board.open(), board.past(), board.announcements())
        .flatMap(List::stream)
        .flatMap(notice -> Stream.concat(Stream.of(notice.region()), notice.places().stream()))
        .distinct()
        .collect(
            Collectors.toMap(
                RegionCode::code,
                region -> tree.node(region).map(Node::name).orElse(region.code())));
  }

  private static Open open(Notice notice, LocalDate day) {
    LocalDate last = notice.closes() == null ? notice.opens() : notice.closes();
    return new Open(notice, ChronoUnit.DAYS.between(day, last) + 1);
  }

  private Child child(Node node, Moment moment) {
    return new Child(node, progress.published(node, moment));
  }
}
