package org.sunshineledger.api.feeds;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Formats;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Touched;
import org.sunshineledger.projections.view.Views;

/** Puts the feed of a region together: its own notices and those of all divisions within it. */
@Component
final class BoardFeeds {

  /** Older ones are in the next stretch, so that nothing is ever left out. */
  static final int ENTRIES = 100;

  private static final Set<String> VIEWS = Set.of("region", "board");
  private static final int REGIONS_KEPT = 64;

  private record Key(RegionCode region, LocalDate day) {}

  /** Good as long as no row of the views behind it was touched. */
  private record Kept(List<Touched> touched, List<Notice> newestFirst) {}

  private final BoardQuery boards;
  private final Regions regions;
  private final Views views;
  private final Journal journal;
  private final TransparencyLog log;
  private final Texts texts;
  private final Formats formats;
  private final Clock clock;
  private final Cache<Key, Kept> kept = Caffeine.newBuilder().maximumSize(REGIONS_KEPT).build();

  BoardFeeds(
      BoardQuery boards,
      Regions regions,
      Views views,
      Journal journal,
      TransparencyLog log,
      Texts texts,
      Formats formats,
      Clock clock) {
    this.boards = boards;
    this.regions = regions;
    this.views = views;
    this.journal = journal;
    this.log = log;
    this.texts = texts;
    this.formats = formats;
    this.clock = clock;
  }

  /**
   * A stretch of the feed of a region.
   *
   * @param before only what was last changed before this position; null: the newest
   * @param site what addresses begin with, e.g. {@code https://ledger.example}
   * @throws Faulty with UNKNOWN_PLACE
   */
  Feed of(RegionCode region, @Nullable Long before, String site) {
    LocalDate today = LocalDate.now(clock);
    RegionTree tree = regions.on(today);
    Node node = tree.node(region).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, region.code()));
    List<Notice> older =
        newestFirst(region, today).stream()
            .filter(notice -> before == null || notice.lastChange() < before)
            .toList();
    List<Notice> shown = older.subList(0, Math.min(ENTRIES, older.size()));
    Map<Long, Instant> recorded = recorded(node, shown);
    String names = names();
    List<Feed.Entry> entries =
        shown.stream().map(notice -> entry(notice, tree, recorded, names, site)).toList();
    return new Feed(
        names + "boards/" + region,
        texts.of("feed.title", node.name()),
        site + "/boards/" + region,
        site + "/boards/" + region + "/feed",
        Texts.inChinese() ? "zh-CN" : "en",
        entries.stream()
            .map(Feed.Entry::updated)
            .max(Instant::compareTo)
            .orElseGet(() -> at(recorded, node.position())),
        entries,
        shown.size() < older.size() ? shown.getLast().lastChange() : null);
  }

  private List<Notice> newestFirst(RegionCode region, LocalDate today) {
    Key key = new Key(region, today);
    List<Touched> touched = views.touched(VIEWS);
    @Nullable Kept before = kept.getIfPresent(key);
    if (before != null && before.touched().equals(touched)) return before.newestFirst();
    List<Notice> found =
        boards.within(region, Moment.of(today)).stream()
            .sorted(comparingLong(Notice::lastChange).reversed())
            .toList();
    kept.put(key, new Kept(touched, found));
    return found;
  }

  private Map<Long, Instant> recorded(Node node, Collection<Notice> notices) {
    List<Long> positions =
        Stream.concat(
                Stream.of(node.position()),
                notices.stream()
                    .flatMap(notice -> Stream.of(notice.position(), notice.lastChange())))
            .distinct()
            .toList();
    return journal.at(positions).stream()
        .collect(toMap(StoredFact::position, StoredFact::recordedAt));
  }

  private static Instant at(Map<Long, Instant> recorded, long position) {
    Instant at = recorded.get(position);
    if (at == null) throw new IllegalStateException("a view names a fact that is not there");
    return at;
  }

  /** RFC 4151: who names, since when, and what. The log's name and first day never change. */
  private String names() {
    String origin = log.origin();
    int path = origin.indexOf('/');
    String host = path < 0 ? origin : origin.substring(0, path);
    LocalDate since =
        journal
            .at(0)
            .map(first -> LocalDate.ofInstant(first.recordedAt(), ZoneOffset.UTC))
            .orElseThrow();
    return "tag:%s,%s:%s/".formatted(host, since, path < 0 ? "" : origin.substring(path + 1));
  }

  private Feed.Entry entry(
      Notice notice, RegionTree tree, Map<Long, Instant> recorded, String names, String site) {
    return new Feed.Entry(
        names + "notices/" + notice.notice(),
        texts.of(
            "feed.entry",
            texts.word(notice.kind()),
            tree.node(notice.region()).map(Node::name).orElse(notice.region().code())),
        summary(notice),
        notice.kind().name(),
        site + "/notices/" + notice.notice(),
        site + "/log/facts/" + notice.position(),
        site + "/log/proofs/" + notice.position() + ".tlog-proof",
        at(recorded, notice.position()),
        at(recorded, notice.lastChange()),
        notice.position(),
        notice.document().digest().hex(),
        notice.synthetic());
  }

  private String summary(Notice notice) {
    StringBuilder text = new StringBuilder();
    if (notice.isAnnouncement()) text.append(texts.of("feed.announced", notice.opens().toString()));
    else
      text.append(
          texts.of("feed.posted", notice.opens().toString(), String.valueOf(notice.closes())));
    text.append(
        texts.of(
            "feed.document",
            formats.number(notice.document().rowCount()),
            notice.document().digest().hex()));
    Notice.Closing closing = notice.closing();
    if (closing != null)
      text.append(
          texts.of(closing.clean() ? "feed.clean" : "feed.notClean", closing.on().toString()));
    Notice.Annulment annulment = notice.annulment();
    if (annulment != null) text.append(texts.of("feed.annulled", annulment.on().toString()));
    Notice.Withdrawal withdrawal = notice.withdrawal();
    if (withdrawal != null) text.append(texts.of("feed.withdrawn", withdrawal.on().toString()));
    if (notice.synthetic()) text.append(texts.of("feed.synthetic"));
    return text.toString();
  }
}
