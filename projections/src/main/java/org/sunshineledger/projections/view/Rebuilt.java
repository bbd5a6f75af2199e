package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/**
 * One view while it is built anew: the rows of a slice, and its trail on the way. Facts come in the
 * order in which they were recorded. A row that is given a late fact, where the order of days
 * counts, is only noted, and folded again when all others are done: few are.
 */
final class Rebuilt<K, R extends Record> implements AutoCloseable {

  /**
   * What a row costs in memory: some times its JSON, and what holds it: 64 bytes of its own, about
   * 80 of its key's text, 40 in the map.
   */
  private static final int TIMES_ITS_JSON = 3;

  private static final int BESIDE = 200;

  /** Rows that many facts touch are weighed each; of the small ones every eighth. */
  private static final int MANY_FOLDS = 16;

  private static final int SAMPLE = 8;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final TablesBeside<K, R> tables;
  private final boolean inAnyOrder;
  private final Map<String, Row<K, R>> rows = new HashMap<>();
  private final Spill spill = new Spill();
  private final CopyBinary trail = new CopyBinary();
  private long weight;
  private int page;
  private @Nullable String failure;

  Rebuilt(View<K, R> view, ViewTable<K, R> table) {
    this.view = view;
    this.tables = new TablesBeside<>(table);
    this.table = tables.built();
    this.inAnyOrder = view.inAnyOrder();
  }

  private static final List<Fact> NO_FACTS = List.of();

  /**
   * A row on its way, and the facts of the page that touch it. There are millions: what is needed
   * while a page touches it only, or can be written as a number, is no object of its own.
   */
  private static final class Row<K, R extends Record> {

    private static final int NO_DAY = Integer.MIN_VALUE;
    private static final long NOWHERE = -1;

    private final String text;
    private @Nullable K key;
    private @Nullable R row;
    private List<Fact> news = NO_FACTS;
    private long position = -1;
    private long spilledAt = NOWHERE;
    private int spilledLength;
    private int occurredOn = NO_DAY;
    private boolean synthetic;
    private boolean late;
    private int page;
    private int folds;
    private int weight;

    Row(String text) {
      this.text = text;
    }

    void touchedBy(Fact fact, boolean inAnyOrder) {
      int day = Math.toIntExact(fact.occurredOn().toEpochDay());
      boolean isLate = day < occurredOn;
      if (!isLate) occurredOn = day;
      late |= isLate && !inAnyOrder;
      position = fact.position();
      synthetic |= fact.isSynthetic();
      news.add(fact);
    }

    void is(@Nullable R content) {
      row = content;
      spilledAt = NOWHERE;
    }

    void liesAt(Spill.Place place) {
      row = null;
      spilledAt = place.at();
      spilledLength = place.length();
    }

    /** Where it lies; null while memory holds it. */
    Spill.@Nullable Place place() {
      return spilledAt == NOWHERE ? null : new Spill.Place(spilledAt, spilledLength);
    }
  }

  View<K, R> view() {
    return view;
  }

  TablesBeside<K, R> tables() {
    return tables;
  }

  /** Why it cannot be built; null as long as it can. */
  @Nullable String failure() {
    return failure;
  }

  void failed(String why) {
    failure = why;
    clear();
  }

  private void clear() {
    rows.clear();
    weight = 0;
  }

  /**
   * Folds the facts of a page, in the order of their positions.
   *
   * @param withTrail whether the lines of the trail are sent too, those of all keys
   */
  void fold(List<Recorded> facts, Slice slice, boolean withTrail, Sending sending)
      throws SQLException {
    if (failure != null) return;
    page++;
    List<Row<K, R>> touched = new ArrayList<>();
    Map<String, List<Fact>> elsewhere = new HashMap<>();
    try {
      for (Recorded recorded : facts)
        if (view.reads(recorded.type())) touch(recorded, slice, touched, elsewhere);
      if (withTrail) {
        touched.forEach(row -> trail(row.text, row.news));
        elsewhere.forEach(this::trail);
      }
      touched.forEach(this::fold);
    } catch (FoldFailed e) {
      failed(String.valueOf(e.getMessage()));
    }
    if (withTrail && trail.isEnough()) sending.send(tables.trailColumns(), trail);
  }

  /**
   * @param touched rows of the slice, each once
   * @param elsewhere the facts of keys that are not of the slice
   */
  private void touch(
      Recorded recorded, Slice slice, List<Row<K, R>> touched, Map<String, List<Fact>> elsewhere) {
    Fact fact;
    List<K> keys;
    try {
      fact = recorded.fact();
      keys = view.keys(fact).toList();
    } catch (RuntimeException e) {
      throw new FoldFailed(view.name(), "?", recorded.position(), e);
    }
    for (K key : keys) {
      String text = view.text(key);
      if (slice.holds(text)) {
        Row<K, R> row = rows.computeIfAbsent(text, Row::new);
        if (row.page != page) {
          row.page = page;
          row.key = key;
          row.news = new ArrayList<>();
          touched.add(row);
        }
        if (isNews(fact, row.news)) row.touchedBy(fact, inAnyOrder);
      } else {
        List<Fact> news = elsewhere.computeIfAbsent(text, _ -> new ArrayList<>());
        if (isNews(fact, news)) news.add(fact);
      }
    }
  }

  /** A fact may name a key twice. */
  private static boolean isNews(Fact fact, List<Fact> news) {
    return news.isEmpty() || news.getLast().position() != fact.position();
  }

  /** A line for each day, with its facts of this page. */
  private void trail(String key, List<Fact> facts) {
    LocalDate day = facts.getFirst().occurredOn();
    if (facts.size() == 1 || facts.stream().allMatch(fact -> fact.occurredOn().equals(day))) {
      tables.trailLine(key, day, positions(facts), trail);
      return;
    }
    Map<LocalDate, List<Fact>> byDay = new HashMap<>();
    for (Fact fact : facts)
      byDay.computeIfAbsent(fact.occurredOn(), _ -> new ArrayList<>()).add(fact);
    byDay.forEach((on, those) -> tables.trailLine(key, on, positions(those), trail));
  }

  private static Positions positions(List<Fact> facts) {
    Positions positions = new Positions();
    for (Fact fact : facts) positions.add(fact.position());
    return positions;
  }

  private void fold(Row<K, R> row) {
    List<Fact> news = row.news;
    row.news = NO_FACTS;
    K key = Objects.requireNonNull(row.key, "of a row that the page touches");
    row.key = null;
    R after = row.late ? null : Folded.after(view, content(row), key, news);
    row.is(after);
    int folds = row.folds;
    row.folds += news.size();
    if (after == null) weigh(row, 0);
    else weighNowAndThen(row, after, folds);
  }

  /** Rows that grow long are folded often: each is weighed when it has been folded often again. */
  private void weighNowAndThen(Row<K, R> row, R after, int before) {
    if (row.folds < MANY_FOLDS) {
      if (before == 0 && Slice.slot(row.text) % SAMPLE == 0)
        weigh(row, SAMPLE * table.json(after).length);
      return;
    }
    int times = magnitude(row.folds) - magnitude(before);
    if (before < MANY_FOLDS || times > 1 || (times == 1 && magnitude(row.folds) % 2 == 0))
      weigh(row, table.json(after).length);
    else if (times == 1) weigh(row, 2 * row.weight);
  }

  private static int magnitude(int folds) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(folds);
  }

  private void weigh(Row<K, R> row, int now) {
    weight += now - row.weight;
    row.weight = now;
  }

  private @Nullable R content(Row<K, R> row) {
    Spill.Place place = row.place();
    if (place == null) return row.row;
    weigh(row, place.length());
    return table.read(spill.read(place));
  }

  /** About how many bytes of memory the rows take. */
  long bytes() {
    return (long) rows.size() * BESIDE + TIMES_ITS_JSON * weight;
  }

  /** How many bytes of rows were ever put onto the disk. */
  long spilled() {
    return spill.size();
  }

  /** Puts the rows onto the disk that the last page did not touch. */
  void spill() {
    for (Row<K, R> row : rows.values()) {
      R content = row.row;
      if (content == null || row.page == page) continue;
      row.liesAt(spill.write(table.json(content)));
      weigh(row, 0);
    }
  }

  /** Lets go of the rows that are not of the slice. */
  void keep(Slice slice) {
    rows.keySet().removeIf(key -> !slice.holds(key));
    weight = rows.values().stream().mapToLong(row -> row.weight).sum();
  }

  /** Sends what is left of the trail. */
  void sendTrail(Sending sending) throws SQLException {
    sending.send(tables.trailColumns(), trail);
  }

  /** Sends the rows, and holds none any more. */
  void sendRows(Sending sending) throws SQLException {
    CopyBinary lines = new CopyBinary();
    for (Map.Entry<String, Row<K, R>> each : rows.entrySet()) {
      Row<K, R> row = each.getValue();
      tables.rowLine(
          each.getKey(),
          LocalDate.ofEpochDay(row.occurredOn),
          row.late ? TablesBeside.STILL_TO_BE_FOLDED : row.position,
          row.synthetic,
          json(row),
          lines);
      if (lines.isEnough()) sending.send(tables.rowColumns(), lines);
    }
    sending.send(tables.rowColumns(), lines);
    clear();
  }

  private byte @Nullable [] json(Row<K, R> row) {
    Spill.Place place = row.place();
    if (place != null) return spill.read(place);
    R content = row.row;
    return content == null ? null : table.json(content);
  }

  /**
   * Folds rows that were only noted, and whose trail stands in the new tables.
   *
   * @param size how many facts of the journal count
   */
  void foldNoted(Connection connection, Collection<String> keys, Facts facts, long size)
      throws SQLException {
    List<Folded<R>> folded;
    try {
      folded = new AsOf<>(view, table, facts).rows(connection, keys, LocalDate.MAX, size);
    } catch (FoldFailed e) {
      failed(String.valueOf(e.getMessage()));
      return;
    }
    table.upsert(connection, folded);
  }

  @Override
  public void close() {
    spill.close();
  }
}
