package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
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
  static final String HOTLINE = "12317";

  private final BoardQuery boards;
  private final Regions regions;
  private final ProgressQuery progress;
  private final BoardProjects projects;
  private final PublishedLists lists;
  private final PastAnswers past;
  private final Moments moments;
  private final Clock clock;

  BoardPage(
      BoardQuery boards,
      Regions regions,
      ProgressQuery progress,
      BoardProjects projects,
      PublishedLists lists,
      PastAnswers past,
      Moments moments,
      Clock clock) {
    this.boards = boards;
    this.regions = regions;
    this.progress = progress;
    this.projects = projects;
    this.lists = lists;
    this.past = past;
    this.moments = moments;
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

  /** A board, the divisions below, its projects, and the names of where its notices hang. */
  private record Hanging(
      Board board,
      List<Child> children,
      BoardProjects.Summary projects,
      Map<String, String> names) {

    int rows() {
      return children.size()
          + board.open().size()
          + board.past().size()
          + board.announcements().size();
    }
  }

  /** What the public asks for first: who was identified, who left, who was paid. */
  enum Theme {
    IDENTIFIED,
    EXITED,
    PAID;

    private static @Nullable Theme of(NoticeKind kind) {
      return switch (kind) {
        case IDENTIFICATION_FIRST, IDENTIFICATION_SECOND, IDENTIFICATION -> IDENTIFIED;
        case EXIT, VILLAGE_EXIT -> EXITED;
        case PAYMENT, FUND_ALLOCATION -> PAID;
        default -> null;
      };
    }

    /** Names of the kinds of notices that are of it, with blanks between them. */
    public String kinds() {
      return Arrays.stream(NoticeKind.values())
          .filter(kind -> of(kind) == this)
          .map(NoticeKind::name)
          .collect(Collectors.joining(" "));
    }
  }

  /** The lists of one theme that were published here, the newest among them; null for none. */
  record Published(Theme theme, int count, @Nullable Notice newest) {

    private static List<Published> of(Board board) {
      return Stream.of(Theme.values())
          .map(theme -> {
            List<Notice> lists =
                Stream.of(board.open(), board.past(), board.announcements())
                    .flatMap(List::stream)
                    .filter(
                        notice -> Theme.of(notice.kind()) == theme && notice.annulment() == null)
                    .toList();
            return new Published(
                theme,
                lists.size(),
                lists.stream()
                    .max(Comparator.comparing(Notice::opens).thenComparingLong(Notice::position))
                    .orElse(null));
          })
          .toList();
    }
  }

  /**
   * @param published the lists by theme
   * @param nextLevel of the divisions below, or null
   * @param names of the places where notices hang, by code
   * @param doors what the address of a board begins with
   * @param knownAt null when everything recorded up to now counts
   * @param asKnown whether less counts than is recorded
   */
  record Shown(
      Board board,
      List<Open> open,
      List<Child> children,
      BoardProjects.Summary projects,
      @JsonIgnore List<Published> published,
      @Nullable RegionLevel nextLevel,
      Map<String, String> names,
      String hotline,
      boolean historical,
      @JsonIgnore String doors,
      @Nullable Instant knownAt,
      @JsonIgnore boolean asKnown) {

    /** Whether its reader may also say how much was known. */
    @JsonIgnore
    public boolean isForAudit() {
      return doors.startsWith("/audit");
    }
  }

  @GetMapping("/boards/{region}")
  Page show(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable LocalDate asOf) {
    Hung hung = hung(region, asOf);
    return new Page("board", hung.day(), hung.shown(), hung.lists());
  }

  /** A4, to be hung on a wall of bricks. */
  @GetMapping("/boards/{region}/print")
  Page print(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable LocalDate asOf) {
    Hung hung = hung(region, asOf);
    return new Page("board-print", hung.day(), hung.shown(), hung.lists());
  }

  /** A large display, to be read from metres; it renews itself. */
  @GetMapping("/boards/{region}/wall")
  Page wall(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable LocalDate asOf) {
    Hung hung = hung(region, asOf);
    return new Page("board-wall", hung.day(), hung.shown(), hung.lists());
  }

  private record Hung(LocalDate day, Shown shown, List<ListDigest> lists) {}

  private Hung hung(RegionCode region, @Nullable LocalDate asOf) {
    LocalDate today = LocalDate.now(clock);
    LocalDate day = asOf == null ? today : asOf;
    if (day.isAfter(today)) throw Faulty.malformed("asOf", day.toString());
    Moment moment = Moment.of(day);
    PublishedLists.Shown listed = lists.shown(day);
    Hanging hanging = past.of("board", region, day, Hanging::rows, () -> hanging(region, moment));
    return new Hung(
        day,
        shown(hanging, moment, today, "/boards/"),
        listed(listed, hanging.board(), hanging.children()));
  }

  /**
   * The board as it hung on a day, by what the ledger knew at a moment: what it would have shown
   * then.
   *
   * @param knownAt what was recorded later does not count
   * @param position only so many facts count, the first of the log
   */
  @GetMapping("/audit/boards/{region}")
  Page asKnown(
      @PathVariable RegionCode region,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position) {
    LocalDate today = LocalDate.now(clock);
    LocalDate day = asOf == null ? today : asOf;
    if (day.isAfter(today)) throw Faulty.malformed("asOf", day.toString());
    Moment moment = moments.of(day, knownAt, position);
    return new Page("board", day, shown(hanging(region, moment), moment, today, "/audit/boards/"));
  }

  private static Shown shown(Hanging hanging, Moment moment, LocalDate today, String doors) {
    Board board = hanging.board();
    return new Shown(
        board,
        board.open().stream().map(notice -> open(notice, moment.asOf())).toList(),
        hanging.children(),
        hanging.projects(),
        Published.of(board),
        board.children().stream().map(Node::level).findFirst().orElse(null),
        hanging.names(),
        HOTLINE,
        !moment.asOf().equals(today),
        doors,
        moment.knownAt(),
        !moment.knowsAll());
  }

  private Hanging hanging(RegionCode region, Moment moment) {
    Board board =
        boards.of(region, moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, region.code()));
    return new Hanging(
        board,
        children(board, moment),
        projects.of(region, moment),
        names(board, regions.on(moment)));
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

  private List<Child> children(Board board, Moment moment) {
    List<PublicStanding> standings = progress.published(board.children(), moment);
    return IntStream.range(0, standings.size())
        .mapToObj(i -> new Child(board.children().get(i), standings.get(i)))
        .toList();
  }
}
