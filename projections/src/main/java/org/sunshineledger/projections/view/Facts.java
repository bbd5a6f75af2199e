package org.sunshineledger.projections.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * The journal as views read it: in pages of at most {@link #PAGE} facts, each decoded once however
 * many views read it, and single facts by position, of which those that are asked for often are
 * remembered: a fact never changes. It reads on the caller's connection, so that a row, its trail
 * and the facts it is folded from belong to one transaction.
 */
final class Facts {

  /** Facts in a page: enough that a row which many of them touch is written once, not often. */
  static final int PAGE = 2_048;

  /** Views run at nearly the same place; a page that all have passed is not needed again. */
  private static final int PAGES_KEPT = 6;

  /** Of the heap for single facts that are remembered; decoded they weigh what their bytes do. */
  private static final int PART_OF_HEAP = 8;

  /** What a fact weighs beside its detail: its stream, its type, its place in the table. */
  private static final int WEIGHT_OF_REST = 400;

  /** Fewer are decoded by one thread before a second one has begun. */
  private static final int WORTH_SHARING = 64;

  private static final int MOMENTS_KEPT = 1_024;

  private static final String COLUMNS =
      "e.position, e.recorded_at, e.id, e.stream, e.sequence, e.type, e.salt, e.detail";

  private record Remembered(Fact fact, int weight) {}

  private final FactCodec codec;
  private final Cache<Long, Remembered> remembered =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .weigher((Long _, Remembered each) -> each.weight())
          .build();

  /** How many facts had been recorded by a moment that is over. */
  private final Cache<Instant, Long> recorded =
      Caffeine.newBuilder().maximumSize(MOMENTS_KEPT).build();

  private final Map<Long, Page> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
          return size() > PAGES_KEPT;
        }
      };

  Facts(FactCodec codec) {
    this.codec = codec;
  }

  /** The facts from this position to the end of its page, as far as they are recorded. */
  List<Recorded> from(Connection connection, long position) throws SQLException {
    Page page;
    synchronized (pages) {
      page = pages.computeIfAbsent(position / PAGE, Page::new);
    }
    return page.from(connection, position);
  }

  /** These facts, by their position. */
  Map<Long, Fact> at(Connection connection, Collection<Long> positions) throws SQLException {
    Map<Long, Fact> found = HashMap.newHashMap(positions.size());
    List<Long> missing = new ArrayList<>();
    for (long position : positions) {
      @Nullable Fact known = known(position);
      if (known == null) missing.add(position);
      else found.put(position, known);
    }
    if (missing.isEmpty()) return found;
    for (Remembered each : decoded(stored(connection, missing))) {
      found.put(each.fact().position(), each.fact());
      remembered.put(each.fact().position(), each);
    }
    return found;
  }

  private @Nullable Fact known(long position) {
    @Nullable Remembered before = remembered.getIfPresent(position);
    if (before != null) return before.fact();
    @Nullable Recorded kept = kept(position);
    return kept == null ? null : kept.fact();
  }

  private static List<StoredFact> stored(Connection connection, List<Long> positions)
      throws SQLException {
    List<StoredFact> facts = new ArrayList<>(positions.size());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from journal.event e where e.position = any (?)")) {
      select.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) facts.add(stored(row));
      }
    }
    return facts;
  }

  /** Decoding is most of what a row of an earlier moment costs, and each fact is by itself. */
  private List<Remembered> decoded(List<StoredFact> stored) {
    Stream<StoredFact> each =
        stored.size() < WORTH_SHARING ? stored.stream() : stored.parallelStream();
    return each.map(
            fact -> new Remembered(codec.decode(fact), fact.detail().length + WEIGHT_OF_REST))
        .toList();
  }

  private @Nullable Recorded kept(long position) {
    synchronized (pages) {
      Page page = pages.get(position / PAGE);
      return page == null ? null : page.loaded(position);
    }
  }

  /**
   * How many facts were recorded by then, for the moment of recording never decreases; null: all
   * there will be.
   */
  long recordedBy(Connection connection, @Nullable Instant moment) throws SQLException {
    if (moment == null) return Long.MAX_VALUE;
    @Nullable Long before = recorded.getIfPresent(moment);
    if (before != null) return before;
    long size = size(connection);
    long found = recordedBy(connection, moment, size);
    // Once a fact was recorded later, no other can come that was not.
    if (found < size) recorded.put(moment, found);
    return found;
  }

  private static long recordedBy(Connection connection, Instant moment, long size)
      throws SQLException {
    long low = 0;
    long high = size;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select recorded_at <= ? from journal.event where position = ?")) {
      while (low < high) {
        long middle = (low + high) >>> 1;
        select.setObject(1, known(moment));
        select.setLong(2, middle);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) low = middle + 1;
          else high = middle;
        }
      }
    }
    return low;
  }

  /** How many facts of the journal were known at the moment. */
  long known(Connection connection, Moment moment) throws SQLException {
    long recordedBy = recordedBy(connection, moment.knownAt());
    Long position = moment.position();
    return position == null ? recordedBy : Math.min(recordedBy, position);
  }

  /** The facts of one stream in their order, as far as recorded by then; null: all. */
  List<Fact> stream(
      Connection connection, String stream, @Nullable Instant knownAt, Set<String> without)
      throws SQLException {
    return stream(connection, stream, knownAt, "e.type <> all (?)", without);
  }

  /** Those of one type among them; no other is read. */
  List<Fact> stream(Connection connection, String stream, @Nullable Instant knownAt, String type)
      throws SQLException {
    return stream(connection, stream, knownAt, "e.type = any (?)", Set.of(type));
  }

  private List<Fact> stream(
      Connection connection,
      String stream,
      @Nullable Instant knownAt,
      String which,
      Set<String> types)
      throws SQLException {
    List<Fact> facts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from journal.event e where e.stream = ? and e.recorded_at <= ? and "
                + which
                + " order by e.sequence")) {
      select.setString(1, stream);
      select.setObject(2, known(knownAt));
      select.setArray(3, connection.createArrayOf("text", types.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) facts.add(codec.decode(stored(row)));
      }
    }
    return facts;
  }

  /** The fact of a step; a trail that leads to nothing is a contradiction. */
  static Fact present(Map<Long, Fact> facts, ViewTable.Step step) {
    @Nullable Fact fact = facts.get(step.position());
    if (fact == null)
      throw new IllegalStateException(
          "the trail of %s leads to position %d, where the journal has no fact"
              .formatted(step.key(), step.position()));
    return fact;
  }

  /** Number of facts in the journal. */
  static long size(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select max(position) from journal.event");
        ResultSet row = select.executeQuery()) {
      row.next();
      long last = row.getLong(1);
      return row.wasNull() ? 0 : last + 1;
    }
  }

  /** The facts of a stretch of the journal, as they are stored. */
  static List<StoredFact> stored(Connection connection, long from, long to) throws SQLException {
    List<StoredFact> facts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from journal.event e where e.position >= ? and e.position < ?"
                + " order by e.position")) {
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) facts.add(stored(row));
      }
    }
    if (facts.size() < to - from)
      throw new IllegalStateException(
          "the journal has %d facts from %d to %d".formatted(facts.size(), from, to));
    return facts;
  }

  /** What was recorded by then; null: everything. */
  private static OffsetDateTime known(@Nullable Instant knownAt) {
    return knownAt == null ? OffsetDateTime.MAX : knownAt.atOffset(ZoneOffset.UTC);
  }

  private static StoredFact stored(ResultSet row) throws SQLException {
    return new StoredFact(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getBytes(7),
        row.getBytes(8));
  }

  /** A stretch of the journal; it grows while the head of the journal lies in it. */
  private final class Page {

    private final long first;
    private final List<Recorded> facts = new ArrayList<>();

    Page(long number) {
      this.first = number * PAGE;
    }

    synchronized List<Recorded> from(Connection connection, long position) throws SQLException {
      if (position - first >= facts.size()) load(connection);
      int offset = Math.toIntExact(position - first);
      return offset >= facts.size() ? List.of() : List.copyOf(facts.subList(offset, facts.size()));
    }

    synchronized @Nullable Recorded loaded(long position) {
      int offset = Math.toIntExact(position - first);
      return offset < facts.size() ? facts.get(offset) : null;
    }

    private void load(Connection connection) throws SQLException {
      try (PreparedStatement select =
          connection.prepareStatement(
              "select "
                  + COLUMNS
                  + " from journal.event e where e.position >= ? and e.position < ?"
                  + " order by e.position")) {
        select.setLong(1, first + facts.size());
        select.setLong(2, first + PAGE);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            StoredFact stored = stored(row);
            if (stored.position() != first + facts.size())
              throw new IllegalStateException(
                  "the journal has no fact at position " + (first + facts.size()));
            facts.add(new Recorded(stored, codec));
          }
        }
      }
    }
  }
}
