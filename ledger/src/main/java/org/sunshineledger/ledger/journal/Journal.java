package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.sunshineledger.ledger.database.Lookups;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * The append-only event store on PostgreSQL. One number is journal order, leaf index of the log and
 * tracking token: the position, from 0, without gaps, in commit order.
 *
 * <p>All methods may be called from any thread. Reads throw {@link JournalUnavailable} when the
 * database is out of reach.
 */
public final class Journal implements AutoCloseable {

  private static final String COLUMNS =
      "position, recorded_at, id, stream, sequence, type, salt, detail";

  private final DataSource lookups;
  private final Arrivals arrivals;
  private final Appender appender;
  private final Snapshots snapshots;

  /**
   * Starts the appender.
   *
   * @param dataSource a pool that logs in as {@code ledger_app}; the journal keeps two connections
   *     of it
   */
  public Journal(DataSource dataSource) {
    this(dataSource, dataSource);
  }

  /**
   * The same.
   *
   * @param lookups on which it is read; see {@link Lookups}
   */
  public Journal(DataSource dataSource, DataSource lookups) {
    this.lookups = lookups;
    this.arrivals = new Arrivals(dataSource, size());
    this.appender = new Appender(dataSource, arrivals);
    this.snapshots = new Snapshots(dataSource);
  }

  /**
   * Writes all of it or nothing, and returns once it is committed and durable.
   *
   * @throws Conflict when a stream that was read has moved on
   * @throws ClaimTaken when something it claims is held
   * @throws KeyReused when its idempotency key was used for something else
   * @throws JournalUnavailable when the journal takes nothing just now; whether it was written is
   *     unknown only when the connection broke during the commit or the wait for a standby was
   *     broken off, and then the same idempotency key finds out
   */
  public Receipt append(Append append) {
    return appender.append(append);
  }

  /** How many facts there are: the next position. */
  public long size() {
    return query(
        "select position from journal.event order by position desc limit 1",
        _ -> {},
        rows -> rows.next() ? rows.getLong(1) + 1 : 0L);
  }

  public Optional<StoredFact> at(long position) {
    return first("where position = ?", statement -> statement.setLong(1, position));
  }

  /** Those of these positions that there are, in any order. */
  public List<StoredFact> at(Collection<Long> positions) {
    return positions.isEmpty()
        ? List.of()
        : all(
            "where position = any (?)",
            statement -> {
              Connection database = statement.getConnection();
              statement.setArray(1, database.createArrayOf("int8", positions.toArray()));
            });
  }

  public Optional<StoredFact> byId(UUID id) {
    return first("where id = ?", statement -> statement.setObject(1, id));
  }

  /** The first fact of a stream; empty when there is none of that name. */
  public Optional<StoredFact> beginning(String stream) {
    return first("where stream = ? and sequence = 0", statement -> statement.setString(1, stream));
  }

  /** All facts of one stream, in their order; empty when there is none of that name. */
  public List<StoredFact> stream(String stream) {
    return stream(stream, 0);
  }

  /** The facts of one stream from a sequence on. */
  public List<StoredFact> stream(String stream, long fromSequence) {
    return all(
        "where stream = ? and sequence >= ? order by sequence",
        statement -> {
          statement.setString(1, stream);
          statement.setLong(2, fromSequence);
        });
  }

  /** At most {@code limit} facts of one stream from a sequence on. */
  public List<StoredFact> stream(String stream, long fromSequence, int limit) {
    return all(
        "where stream = ? and sequence >= ? order by sequence limit ?",
        statement -> {
          statement.setString(1, stream);
          statement.setLong(2, fromSequence);
          statement.setInt(3, limit);
        });
  }

  /**
   * The first {@code limit} facts of each of these streams, stream by stream in their order; a
   * stream that does not exist is not there.
   */
  List<StoredFact> beginnings(Collection<String> streams, int limit) {
    return all(
        "where stream = any (?) and sequence < ? order by stream, sequence",
        statement -> {
          Connection database = statement.getConnection();
          statement.setArray(1, database.createArrayOf("text", streams.toArray(String[]::new)));
          statement.setLong(2, limit);
        });
  }

  /** The sequence of a stream's last fact; empty when there is no such stream. */
  public OptionalLong lastSequence(String stream) {
    return query(
        "select sequence from journal.event where stream = ? order by sequence desc limit 1",
        statement -> statement.setString(1, stream),
        rows -> rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty());
  }

  /** The same as it was once the log had the fact at this position. */
  public OptionalLong lastSequence(String stream, long position) {
    return query(
        """
        select sequence from journal.event
        where stream = ? and position <= ? order by sequence desc limit 1
        """,
        statement -> {
          statement.setString(1, stream);
          statement.setLong(2, position);
        },
        rows -> rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty());
  }

  /** The sequence of the last fact of each of these streams, -1 for one that is not there. */
  private Map<String, Long> lastSequences(Collection<String> streams) {
    return query(
        """
        select asked.stream,
          (select event.sequence from journal.event
           where event.stream = asked.stream order by event.sequence desc limit 1)
        from unnest(?::text[]) as asked (stream)
        """,
        statement -> {
          Connection database = statement.getConnection();
          statement.setArray(1, database.createArrayOf("text", streams.toArray(String[]::new)));
        },
        rows -> {
          Map<String, Long> last = new HashMap<>();
          while (rows.next()) {
            String stream = rows.getString(1);
            long sequence = rows.getLong(2);
            last.put(stream, rows.wasNull() ? -1 : sequence);
          }
          return last;
        });
  }

  /** Of these appends those whose decisions rest on what has moved on since; in one question. */
  public Set<Append> movedSince(Collection<Append> appends) {
    Set<String> streams = new HashSet<>();
    for (Append append : appends) streams.addAll(append.guards().keySet());
    if (streams.isEmpty()) return Set.of();
    Map<String, Long> last = lastSequences(streams);
    Set<Append> moved = new HashSet<>();
    for (Append append : appends)
      if (!append.guards().entrySet().stream()
          .allMatch(guard -> guard.getValue().equals(last.get(guard.getKey())))) moved.add(append);
    return moved;
  }

  /** At most {@code limit} facts from a position on, in order of position. */
  public List<StoredFact> read(long fromPosition, int limit) {
    return all(
        "where position >= ? order by position limit ?",
        statement -> {
          statement.setLong(1, fromPosition);
          statement.setInt(2, limit);
        });
  }

  /**
   * Facts of divisions and policies from a position on; few, and found by an index of their own.
   */
  public List<StoredFact> divisionsAndBackfills(long fromPosition) {
    return all(
        """
        where (stream like 'region/%' or stream like 'policy/%') and position >= ?
        order by position
        """,
        statement -> statement.setLong(1, fromPosition));
  }

  /**
   * At most {@code limit} facts of notices from a position on, in order of position; found by an
   * index of their own.
   *
   * @param beforePosition those from here on are left out
   */
  public List<StoredFact> notices(long fromPosition, long beforePosition, int limit) {
    return all(
        """
        where stream like 'notice/%' and position >= ? and position < ?
        order by position limit ?
        """,
        statement -> {
          statement.setLong(1, fromPosition);
          statement.setLong(2, beforePosition);
          statement.setInt(3, limit);
        });
  }

  /**
   * The last position recorded at this moment or before; empty when there is none. Asks the server
   * once: it halves the positions by the primary key, so ten million facts take 24 steps.
   */
  public OptionalLong positionAt(Instant moment) {
    return query(
        """
        with recursive halving (low, high) as (
          select -1::bigint, coalesce((select max(position) from journal.event), -1)
          union all
          select
            case when later then low else middle end,
            case when later then middle - 1 else high end
          from halving
          cross join lateral (select (low + high + 1) / 2) as halfway (middle)
          cross join lateral
            (select recorded_at > ? from journal.event where position = middle) as seen (later)
          where low < high
        )
        select low from halving where low = high
        """,
        statement ->
            statement.setObject(
                // Whole microseconds, as they are stored; the driver would round up.
                1, moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)),
        rows -> {
          if (!rows.next()) throw new IllegalStateException("the journal has a gap");
          long position = rows.getLong(1);
          return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
        });
  }

  /**
   * Where the facts of this idempotency key stand, once they are durable; empty when it was never
   * used.
   *
   * @throws JournalUnavailable when nobody knows just now whether they are durable
   */
  public Optional<Receipt> receiptOf(String idempotencyKey) {
    return settled(
        query(
            "select first_position, last_position from journal.idempotency where key = ?",
            statement -> statement.setString(1, idempotencyKey),
            rows ->
                rows.next()
                    ? Optional.of(new Receipt(rows.getLong(1), rows.getLong(2), true))
                    : Optional.empty()));
  }

  /** What can be seen may be gone with the server, as long as its standby does not have it. */
  private Optional<Receipt> settled(Optional<Receipt> found) {
    if (found.isPresent()) appender.settle();
    return found;
  }

  /**
   * The same, for a request whose body is known.
   *
   * @throws KeyReused when the key was used for another body
   * @throws JournalUnavailable when nobody knows just now whether they are durable
   */
  public Optional<Receipt> receiptOf(String idempotencyKey, Sha256 body) {
    return settled(
        query(
            """
            select first_position, last_position, body_hash from journal.idempotency where key = ?
            """,
            statement -> statement.setString(1, idempotencyKey),
            rows -> {
              if (!rows.next()) return Optional.empty();
              if (!Arrays.equals(rows.getBytes(3), body.bytes()))
                throw new KeyReused(idempotencyKey);
              return Optional.of(new Receipt(rows.getLong(1), rows.getLong(2), true));
            }));
  }

  /**
   * What these idempotency keys were used for, by key, once that is durable; one that was never
   * used is left out.
   *
   * @throws JournalUnavailable when nobody knows just now whether it is durable
   * @see #receiptOf(String, Sha256)
   */
  public Map<String, Used> used(Collection<String> idempotencyKeys) {
    if (idempotencyKeys.isEmpty()) return Map.of();
    Map<String, Used> found =
        query(
            """
            select known.key, known.first_position, known.last_position, known.body_hash
            from unnest(?::text[]) as asked (key)
            join journal.idempotency as known on known.key = asked.key
            """,
            statement -> {
              Connection database = statement.getConnection();
              statement.setArray(
                  1, database.createArrayOf("text", idempotencyKeys.toArray(String[]::new)));
            },
            rows -> {
              Map<String, Used> used = new HashMap<>();
              while (rows.next())
                used.put(
                    rows.getString(1),
                    new Used(
                        rows.getString(1),
                        new Receipt(rows.getLong(2), rows.getLong(3), true),
                        new Sha256(HexFormat.of().formatHex(rows.getBytes(4)))));
              return used;
            });
    if (!found.isEmpty()) appender.settle();
    return found;
  }

  /** An idempotency key and the request that it was used for. */
  public record Used(String key, Receipt receipt, Sha256 body) {

    /**
     * The receipt, for whoever asks again.
     *
     * @throws KeyReused when it is another body
     */
    public Receipt by(Sha256 asked) {
      if (!asked.equals(body)) throw new KeyReused(key);
      return receipt;
    }
  }

  /** Who holds it now; empty when nobody does. */
  public Optional<String> holderOf(String kind, String key) {
    return query(
        """
        select holder, held from journal.claim
        where kind = ? and key = ? order by turn desc limit 1
        """,
        statement -> {
          statement.setString(1, kind);
          statement.setString(2, key);
        },
        rows ->
            rows.next() && rows.getBoolean(2) ? Optional.of(rows.getString(1)) : Optional.empty());
  }

  /** Of these keys those that are held as claims of the kind. */
  public Set<String> held(String kind, Collection<String> keys) {
    return query(
        """
        select last.key
        from unnest(?::text[]) as asked (key)
        cross join lateral
          (select * from journal.claim
           where claim.kind = ? and claim.key = asked.key order by turn desc limit 1) as last
        where last.held
        """,
        statement -> {
          Connection database = statement.getConnection();
          statement.setArray(1, database.createArrayOf("text", keys.toArray(String[]::new)));
          statement.setString(2, kind);
        },
        rows -> {
          Set<String> held = new HashSet<>();
          while (rows.next()) held.add(rows.getString(1));
          return held;
        });
  }

  /**
   * Of these appends, each on trial by itself, those that would take what is held, with the first
   * such claim of each; in one question for each kind of claim.
   */
  public Map<Append, ClaimTaken> takenIn(Collection<Append> appends) {
    Map<String, Set<String>> asked = new HashMap<>();
    for (Append append : appends)
      for (Append.ClaimStep step : append.wouldTake())
        asked.computeIfAbsent(step.kind(), _ -> new HashSet<>()).add(step.key());
    Map<String, Set<String>> held = new HashMap<>();
    asked.forEach((kind, keys) -> held.put(kind, held(kind, keys)));
    Map<Append, ClaimTaken> taken = new HashMap<>();
    for (Append append : appends)
      append.wouldTake().stream()
          .filter(step -> held.getOrDefault(step.kind(), Set.of()).contains(step.key()))
          .findFirst()
          .ifPresent(step -> taken.put(append, new ClaimTaken(step.kind(), step.key())));
    return taken;
  }

  /** Everybody who ever held these keys as claims of the kind, by key. */
  public Map<String, Set<String>> holdersEver(String kind, Collection<String> keys) {
    return query(
        "select distinct key, holder from journal.claim where kind = ? and key = any(?) and held",
        statement -> {
          Connection database = statement.getConnection();
          statement.setString(1, kind);
          statement.setArray(2, database.createArrayOf("text", keys.toArray(String[]::new)));
        },
        rows -> {
          Map<String, Set<String>> holders = new HashMap<>();
          while (rows.next())
            holders.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>()).add(rows.getString(2));
          return holders;
        });
  }

  Snapshots snapshots() {
    return snapshots;
  }

  /** Tells of new facts, of this process and of others. */
  Arrivals arrivals() {
    return arrivals;
  }

  /**
   * Calls back after commits, those of other nodes too; may call back for nothing. It is called on
   * the thread that commits, so it must be quick.
   */
  public void whenGrown(Runnable callback) {
    arrivals.whenGrown(callback);
  }

  /** Does not call this one back any more. */
  public void forget(Runnable callback) {
    arrivals.forget(callback);
  }

  /** Tells this one, and no other any more, what is written from now on. */
  public void tell(AppendWatch watch) {
    appender.tell(watch);
  }

  /** How many facts there are, as far as this process has heard; asks nobody. */
  public long knownSize() {
    return arrivals.size();
  }

  /** Takes nothing more, and lets what waits be committed. */
  @Override
  public void close() {
    appender.close();
    arrivals.close();
  }

  private Optional<StoredFact> first(String where, Parameters parameters) {
    List<StoredFact> found = all(where, parameters);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  private List<StoredFact> all(String where, Parameters parameters) {
    return query(
        "select " + COLUMNS + " from journal.event " + where,
        parameters,
        rows -> {
          List<StoredFact> found = new ArrayList<>();
          while (rows.next()) found.add(fact(rows));
          return found;
        });
  }

  private static StoredFact fact(ResultSet row) throws SQLException {
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

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Parameters parameters, Rows<T> rows) {
    try (Connection connection = lookups.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      // Binary transfer from the first execution on: rows of 1.2 kB come three times as fast.
      statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
      parameters.set(statement);
      try (ResultSet result = statement.executeQuery()) {
        return rows.read(result);
      }
    } catch (SQLException e) {
      throw Unavailable.because("the journal could not be read", e);
    }
  }
}
