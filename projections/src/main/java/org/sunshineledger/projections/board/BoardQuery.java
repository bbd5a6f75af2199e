package org.sunshineledger.projections.board;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.Received;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** Puts a region's board together from what each view knows of it. */
public final class BoardQuery {

  private final Rows<RegionCode, Posted> rows;
  private final Regions regions;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final Responsibility responsibility;
  private final LongSupplier folded;
  private final Function<NoticeId, Optional<RegionCode>> postedBy;

  public BoardQuery(
      Rows<RegionCode, Posted> rows,
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      Responsibility responsibility,
      LongSupplier folded,
      Function<NoticeId, Optional<RegionCode>> postedBy) {
    this.rows = rows;
    this.regions = regions;
    this.progress = progress;
    this.money = money;
    this.responsibility = responsibility;
    this.folded = folded;
    this.postedBy = postedBy;
  }

  /** Empty when there was no such region on the day. */
  public Optional<Board> of(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    return tree.node(region).map(node -> board(node, tree, moment));
  }

  private Board board(Node node, RegionTree tree, Moment moment) {
    RegionCode region = node.code();
    long foldedBefore = folded.getAsLong();
    boolean village = node.level() == RegionLevel.VILLAGE;
    PublicStanding standing = progress.published(node, moment);
    Received received = money.told(region, moment);
    Hung hung = hung(tree.path(region), moment);
    return new Board(
        node,
        tree.path(region),
        tree.children(region),
        moment,
        foldedBefore,
        standing,
        hung.open(),
        hung.past(),
        hung.announcements(),
        village ? progress.listings(region, moment) : List.of(),
        received,
        responsibility.ofPlace(region, moment),
        node.synthetic() || standing.synthetic() || received.synthetic());
  }

  /**
   * What hangs on a board.
   *
   * @param open the one that closes first on top
   * @param past the latest on top
   * @param announcements the latest on top
   */
  public record Hung(List<Notice> open, List<Notice> past, List<Notice> announcements) {}

  /** The notices of a board without its figures; none when there was no such region on the day. */
  public Hung hung(RegionCode region, Moment moment) {
    List<Node> path = regions.on(moment).path(region);
    return path.isEmpty() ? new Hung(List.of(), List.of(), List.of()) : hung(path, moment);
  }

  private Hung hung(List<Node> path, Moment moment) {
    List<Notice> open = new ArrayList<>();
    List<Notice> past = new ArrayList<>();
    List<Notice> announcements = new ArrayList<>();
    for (Notice notice : hanging(path, moment)) {
      if (notice.isAnnouncement()) announcements.add(notice);
      else if (notice.closing() == null && notice.annulment() == null) open.add(notice);
      else past.add(notice);
    }
    open.sort(comparing(BoardQuery::lastDay).thenComparingLong(Notice::position));
    past.sort(comparing(Notice::opens).thenComparingLong(Notice::position).reversed());
    announcements.sort(comparing(Notice::opens).thenComparingLong(Notice::position).reversed());
    return new Hung(open, past, announcements);
  }

  private static LocalDate lastDay(Notice notice) {
    LocalDate closes = notice.closes();
    return closes == null ? notice.opens() : closes;
  }

  /** What the region posted, and what those above it posted here. */
  private List<Notice> hanging(List<Node> path, Moment moment) {
    RegionCode region = path.getFirst().code();
    List<RegionCode> posting = path.stream().map(Node::code).toList();
    return posted(posting, moment).stream()
        .flatMap(each -> notices(each, moment.asOf()).stream())
        .filter(notice -> notice.hangsIn(region))
        .toList();
  }

  /**
   * What the region and the divisions within it posted, and what those above posted here: in no
   * order.
   */
  public List<Notice> within(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    Set<RegionCode> here = tree.within(region).collect(toSet());
    Set<RegionCode> posting = new HashSet<>(here);
    tree.path(region).forEach(node -> posting.add(node.code()));
    return posted(posting, moment).stream()
        .flatMap(each -> notices(each, moment.asOf()).stream())
        .filter(notice ->
            here.contains(notice.region()) || !Collections.disjoint(here, notice.places()))
        .toList();
  }

  /** The notices and announcements that these regions had posted by the moment. */
  public List<NoticeId> postedBy(Collection<RegionCode> posting, Moment moment) {
    return posted(posting, moment).stream()
        .flatMap(each -> notices(each, moment.asOf()).stream())
        .map(Notice::notice)
        .toList();
  }

  /** Today's rows hold every day; only what was known earlier has to be folded anew. */
  private Collection<Folded<Posted>> posted(Collection<RegionCode> posting, Moment moment) {
    return rows.upTo(posting, moment).values();
  }

  /** A notice by its number, as today's rows hold it. */
  public Optional<Notice> notice(NoticeId notice) {
    return postedBy
        .apply(notice)
        .flatMap(rows::row)
        .flatMap(posted ->
            notices(posted, LocalDate.MAX).stream()
                .filter(each -> each.notice().equals(notice))
                .findFirst());
  }

  private static List<Notice> notices(Folded<Posted> folded, LocalDate asOf) {
    @Nullable Posted posted = folded.row();
    if (posted == null) return List.of();
    Map<NoticeId, Notice.Closing> ends =
        posted.closings().stream()
            .filter(end -> !end.on().isAfter(asOf))
            .collect(toMap(Notice.Closing::notice, end -> end, (first, _) -> first));
    Map<NoticeId, Notice.Annulment> annulled =
        posted.annulments().stream()
            .filter(end -> !end.on().isAfter(asOf))
            .collect(toMap(Notice.Annulment::notice, end -> end, (first, _) -> first));
    Map<NoticeId, List<Notice.Photograph>> taken =
        posted.photographs().stream()
            .filter(photograph -> !photograph.on().isAfter(asOf))
            .collect(groupingBy(Notice.Photograph::notice));
    // Whoever asks about an earlier day cannot read what is gone today either.
    Map<NoticeId, Notice.Withdrawal> takenDown =
        posted.withdrawals().stream()
            .collect(toMap(Notice.Withdrawal::notice, each -> each, (first, _) -> first));
    return posted.notices().stream()
        .filter(notice -> !notice.opens().isAfter(asOf))
        .map(notice ->
            notice.with(
                ends.get(notice.notice()),
                annulled.get(notice.notice()),
                taken.getOrDefault(notice.notice(), List.of()),
                takenDown.get(notice.notice())))
        .toList();
  }
}
